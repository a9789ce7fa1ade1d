import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { ownerOf } from '../service/ownerOf';
import type { FleetOwner, FleetStore } from '../store/FleetStore';

const batch = 200;

/**
 * Keeps what the catalog says of the services of the fleet: who owns them, and whether they are still there. Only what is
 * different is written.
 */
export async function refreshOwners(options: {
  store: Pick<FleetStore, 'listOwners' | 'saveOwner'>;
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  now(): Date;
  signal?: AbortSignal;
}): Promise<void> {
  const { auth, catalog, now, signal, store } = options;
  const credentials = await auth.getOwnServiceCredentials();
  let after = '';
  while (!signal?.aborted) {
    const known = await store.listOwners(after, batch);
    const last = known.at(-1);
    if (last === undefined) return;
    after = last.entityRef;
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs: known.map(({ entityRef }) => entityRef),
        fields: ['kind', 'metadata', 'spec.owner', 'relations'],
      },
      { credentials },
    );
    for (const [index, before] of known.entries()) {
      const state = stateOf(before.entityRef, items[index]);
      if (differs(before, state)) await store.saveOwner(state, now());
    }
  }
}

function stateOf(entityRef: string, entity: Entity | undefined): FleetOwner {
  const owner = entity && ownerOf(entity);
  return {
    entityRef,
    listed: entity !== undefined,
    ...(owner === undefined ? {} : { owner }),
  };
}

/** Of an entity that is gone the owner is kept as it was. */
function differs(before: FleetOwner, state: FleetOwner): boolean {
  if (before.listed !== state.listed) return true;
  return state.listed && before.owner !== state.owner;
}
