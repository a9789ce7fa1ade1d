/**
 * `heal7-templates`: finds what is wrong with a software template before anybody uses it.
 *
 * @packageDocumentation
 */
import { main } from './main';

void main(process.argv.slice(2));
