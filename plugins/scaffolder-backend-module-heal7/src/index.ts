/**
 * Template actions the HEAL7 templates need and Scaffolder lacks.
 *
 * @packageDocumentation
 */
export { scaffolderModuleHeal7 as default } from './module';
