import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';

/** Entity refs of everybody who owns a component. Without an answer of the catalog the choice is shorter, nothing else. @internal */
export function useOwners(): string[] {
  const catalog = useApi(catalogApiRef);
  const [owners, setOwners] = useState<string[]>([]);
  useEffect(() => {
    let shown = true;
    const facet = 'relations.ownedBy';
    catalog
      .getEntityFacets({ filter: { kind: 'component' }, facets: [facet] })
      .then(
        ({ facets }) => {
          if (!shown) return;
          setOwners((facets[facet] ?? []).map(({ value }) => value).sort());
        },
        () => undefined,
      );
    return () => {
      shown = false;
    };
  }, [catalog]);
  return owners;
}
