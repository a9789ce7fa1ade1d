import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Gives an entity of the catalog; rejects with a `NotFoundError` where there is none. */
export type EntityLoader = (entityRef: string) => Promise<Entity>;

/** Asks the catalog in the plugin's own name: permissions are asked for apart. */
export function createEntityLoader(
  catalog: Pick<CatalogService, 'getEntityByRef'>,
  auth: Pick<AuthService, 'getOwnServiceCredentials'>,
): EntityLoader {
  return async entityRef => {
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    if (!entity) throw new NotFoundError(`The catalog has no ${entityRef}`);
    return entity;
  };
}
