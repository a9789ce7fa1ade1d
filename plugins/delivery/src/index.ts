/**
 * The CI/CD tab: where every version is, how the canary is doing and why, and how to take a release back.
 *
 * @packageDocumentation
 */
export { deliveryPlugin as default } from './plugin';
export { deliveryApiRef, type DeliveryScreensApi } from './api/deliveryApiRef';
export {
  deliverySentencesTranslationRef,
  deliveryTranslationRef,
} from './translation/translationRef';
