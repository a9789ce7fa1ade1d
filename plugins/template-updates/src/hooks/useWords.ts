import { useCallback, useMemo, useSyncExternalStore } from 'react';
import {
  appLanguageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { ageOf, exactTime } from '../model/age';
import { templateUpdatesTranslationRef } from '../translation/translationRef';

/** Texts and times in the reader's language. @internal */
export function useWords() {
  const { t } = useTranslationRef(templateUpdatesTranslationRef);
  const languages = useApi(appLanguageApiRef);
  const subscribe = useCallback(
    (changed: () => void) => {
      const subscription = languages.language$().subscribe(changed);
      return () => subscription.unsubscribe();
    },
    [languages],
  );
  const language = useSyncExternalStore(
    subscribe,
    () => languages.getLanguage().language,
  );
  return useMemo(
    () => ({
      t,
      age: (iso: string) => ageOf(iso, Date.now(), language),
      exact: (iso: string) => exactTime(iso, language),
    }),
    [t, language],
  );
}
