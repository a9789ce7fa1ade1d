/**
 * Types, pure domain, permissions and client of the delivery plugin family.
 *
 * @packageDocumentation
 */
export * from './types';
export * from './client';
export * from './deployments';
export * from './environments';
export * from './permissions';
export * from './releases';
export * from './rollback';
export * from './rollouts';
export * from './views';
