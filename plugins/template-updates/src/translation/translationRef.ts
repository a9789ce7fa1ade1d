import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/** Texts of the template updates: English, with Korean on board. @public */
export const templateUpdatesTranslationRef = createTranslationRef({
  id: 'plugin.template-updates',
  messages,
  translations: { ko: () => import('./ko') },
});
