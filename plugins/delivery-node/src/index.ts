/**
 * Ports and extension points of the delivery backend.
 *
 * @packageDocumentation
 */
export * from './extension-points';
export * from './metrics-provider';
