/**
 * Template updates: a page with all services made from templates, and a card on the pages of each.
 *
 * @packageDocumentation
 */
export { templateUpdatesPlugin as default } from './plugin';
export { templateUpdatesApiRef } from './api/templateUpdatesApiRef';
export { templateUpdatesTranslationRef } from './translation/translationRef';
