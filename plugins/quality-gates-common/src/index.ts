/**
 * Types, evaluator, report parsers, permissions and client of the quality gates.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './evaluate';
export * from './gates';
export * from './permissions';
export * from './reports';
export * from './types';
export * from './waivers';
