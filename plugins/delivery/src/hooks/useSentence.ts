import { useCallback } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Sentence } from '@heal7/backstage-plugin-delivery-common';
import { presentParams } from '../model/presentParams';
import { sentences } from '../translation/sentences';
import { deliverySentencesTranslationRef } from '../translation/translationRef';
import { useWords } from './useWords';

const parameter = /\{\{\s*(\w+)\s*\}\}/g;

/** Its words may be empty (a unit that does not exist), but they must be there. */
const hasAllParameters = (template: string, params: object) =>
  [...template.matchAll(parameter)].every(([, name]) => name in params);

/**
 * Says a sentence of the backend in the reader's language: by its code where a translation exists and all values
 * are there, otherwise as the backend wrote it. A sentence is never lost.
 *
 * @internal
 */
export function useSentence(): (sentence: Sentence) => string {
  const { t } = useTranslationRef(deliverySentencesTranslationRef);
  const words = useWords();
  return useCallback(
    (sentence: Sentence) => {
      const template = sentences[sentence.code];
      // English is the backend's own language: nothing to translate.
      if (!template || words.language === 'en') return sentence.text;
      const replace = presentParams(sentence.params ?? {}, words);
      if (!hasAllParameters(template, replace)) return sentence.text;
      const options = { interpolation: { escapeValue: false }, replace };
      return t(sentence.code, options);
    },
    [t, words],
  );
}
