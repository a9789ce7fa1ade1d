/**
 * Backend of the quality gates: keeps and judges what CI measured.
 *
 * @packageDocumentation
 */
export { qualityGatesPlugin as default } from './plugin';
