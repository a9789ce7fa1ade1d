/**
 * Quality gates on the pages of an entity: a card and a tab.
 *
 * @packageDocumentation
 */
export { qualityGatesPlugin as default } from './plugin';
export {
  qualityGatesApiRef,
  type QualityGatesScreensApi,
} from './api/qualityGatesApiRef';
export { qualityGatesTranslationRef } from './translation/translationRef';
