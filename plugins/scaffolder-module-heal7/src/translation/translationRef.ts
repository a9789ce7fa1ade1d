import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';

/** Texts of the form fields: English, with Korean on board. @public */
export const serviceNameTranslationRef = createTranslationRef({
  id: 'plugin.scaffolder.heal7',
  messages,
  translations: { ko: () => import('./ko') },
});
