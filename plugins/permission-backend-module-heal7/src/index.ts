/**
 * The HEAL7 permission policy: owners, team leads, platform team, DevOps lead and CTO.
 *
 * @packageDocumentation
 */
export { permissionModuleHeal7 as default } from './module';
