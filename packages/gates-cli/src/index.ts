/**
 * `heal7-gates`: reads reports and judges them.
 *
 * @packageDocumentation
 */
import { main } from './main';

void main(process.argv.slice(2));
