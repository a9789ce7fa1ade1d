/**
 * Access to the quality gates for other backend plugins.
 *
 * @packageDocumentation
 */
export { qualityGatesServiceRef } from './service/qualityGatesServiceRef';
export type { QualityGatesService } from './service/QualityGatesService';
