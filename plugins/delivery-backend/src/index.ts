/**
 * Watches clusters, Argo CD, Flagger and GitHub; rolls releases back so that it holds.
 *
 * @packageDocumentation
 */
export { deliveryPlugin as default } from './plugin';
