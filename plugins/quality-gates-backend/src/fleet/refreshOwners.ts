import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ownerOf } from '../service/ownerOf';
import type { FleetStore } from '../store/FleetStore';

const batch = 200;

/** Keeps what the catalog says of the services of the fleet: who owns them, and whether they are still there. */
export async function refreshOwners(options: {
  store: Pick<FleetStore, 'listEntityRefs' | 'saveOwner'>;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  signal?: AbortSignal;
}): Promise<void> {
  const { auth, catalog, signal, store } = options;
  const credentials = await auth.getOwnServiceCredentials();
  let after = '';
  while (!signal?.aborted) {
    const entityRefs = await store.listEntityRefs(after, batch);
    const last = entityRefs.at(-1);
    if (last === undefined) return;
    after = last;
    const { items } = await catalog.getEntitiesByRefs(
      { entityRefs, fields: ['kind', 'metadata', 'spec.owner', 'relations'] },
      { credentials },
    );
    for (const [index, entityRef] of entityRefs.entries()) {
      const entity = items[index];
      const owner = entity && ownerOf(entity);
      await store.saveOwner(entityRef, {
        listed: entity !== undefined,
        ...(owner === undefined ? {} : { owner }),
      });
    }
  }
}
