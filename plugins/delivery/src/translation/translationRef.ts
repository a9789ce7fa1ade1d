import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { messages } from './messages';
import { sentences } from './sentences';

/** Texts of the delivery plugin: English, with Korean on board. @public */
export const deliveryTranslationRef = createTranslationRef({
  id: 'plugin.delivery',
  messages,
  translations: { ko: () => import('./ko') },
});

/** Sentences made by the delivery backend, by their code. @public */
export const deliverySentencesTranslationRef = createTranslationRef({
  id: 'plugin.delivery.sentences',
  messages: sentences,
  translations: { ko: () => import('./sentences.ko') },
});
