import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatAge, formatDay, formatExact, formatIn } from '../model/time';
import { qualityGatesTranslationRef } from '../translation/translationRef';
import { useLanguage } from './useLanguage';

/** Texts and times in the reader's language. @internal */
export function useWords() {
  const { t } = useTranslationRef(qualityGatesTranslationRef);
  const language = useLanguage();
  return useMemo(
    () => ({
      t,
      language,
      age: (iso: string, now: number) => formatAge(iso, now, language),
      soon: (iso: string, now: number) => formatIn(iso, now, language),
      exact: (iso: string) => formatExact(iso, language),
      day: (iso: string) => formatDay(iso, language),
    }),
    [t, language],
  );
}

/** @internal */
export type Words = ReturnType<typeof useWords>;
