/**
 * Tells the quality gates which commit runs in which environment.
 *
 * @packageDocumentation
 */
export { qualityGatesModuleDelivery as default } from './module';
