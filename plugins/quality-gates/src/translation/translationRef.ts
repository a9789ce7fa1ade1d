import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/** Texts of the quality gates plugin: English, with Korean on board. @public */
export const qualityGatesTranslationRef = createTranslationRef({
  id: 'plugin.quality-gates',
  messages,
  translations: { ko: () => import('./ko') },
});
