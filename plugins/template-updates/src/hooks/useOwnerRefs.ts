import { useCallback } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useAnswer } from './useAnswer';

const ownedBy = 'relations.ownedBy';

/** Entity refs of everybody who owns a component; none while the catalog does not say. @internal */
export function useOwnerRefs(): string[] {
  const catalog = useApi(catalogApiRef);
  const ask = useCallback(async () => {
    const { facets } = await catalog.getEntityFacets({
      filter: { kind: 'component' },
      facets: [ownedBy],
    });
    return facets[ownedBy].map(({ value }) => value).sort();
  }, [catalog]);
  return useAnswer(ask).value ?? [];
}
