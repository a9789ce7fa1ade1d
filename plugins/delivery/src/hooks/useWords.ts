import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../format/number';
import {
  formatAge,
  formatClock,
  formatDay,
  formatDuration,
  formatExact,
} from '../format/time';
import { deliveryTranslationRef } from '../translation/translationRef';
import { useLanguage } from './useLanguage';

/** Texts and numbers in the reader's language. @internal */
export function useWords() {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const language = useLanguage();
  return useMemo(
    () => ({
      t,
      language,
      age: (iso: string, now: number) => formatAge(iso, now, language),
      exact: (iso: string) => formatExact(iso, language),
      day: (iso: string) => formatDay(iso, language),
      clock: (iso: string) => formatClock(iso, language),
      duration: (seconds: number) => formatDuration(seconds, language),
      number: (value: number, unit: '%' | 'ms' | 'count' | '') =>
        formatNumber(value, unit, language),
    }),
    [t, language],
  );
}

/** @internal */
export type Words = ReturnType<typeof useWords>;
