/**
 * Brings services to the newest version of the template they were made from, by pull request.
 *
 * @packageDocumentation
 */
export { templateUpdatesPlugin as default } from './plugin';
