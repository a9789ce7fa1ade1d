import { useCallback } from 'react';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useAnswer } from './useAnswer';

/** The reader and their teams; undefined until that is known, nobody where it cannot be. @internal */
export function useViewerRefs(): string[] | undefined {
  const identity = useApi(identityApiRef);
  const ask = useCallback(
    async () => (await identity.getBackstageIdentity()).ownershipEntityRefs,
    [identity],
  );
  const { value, error } = useAnswer(ask);
  return value ?? (error && []);
}
