/**
 * Quality gates: a card and a tab on the pages of an entity, and a page with all services.
 *
 * @packageDocumentation
 */
export { qualityGatesPlugin as default } from './plugin';
export {
  qualityGatesApiRef,
  type QualityGatesScreensApi,
} from './api/qualityGatesApiRef';
export { qualityGatesTranslationRef } from './translation/translationRef';
