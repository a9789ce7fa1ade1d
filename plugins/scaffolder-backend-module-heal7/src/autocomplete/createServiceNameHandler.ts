import type { AuthService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { AutocompleteHandler } from '@backstage/plugin-scaffolder-node/alpha';
import { ServiceGithub } from '../github/ServiceGithub';
import type { ServiceDefaults } from '../service-defaults';
import { reservedName } from './reservedName';

export interface ServiceNameOptions {
  auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  integrations: ScmIntegrationRegistry;
  defaults: ServiceDefaults;
  fetch?: typeof fetch;
}

/**
 * Answers `POST /v2/autocomplete/heal7/service-name {context: {name}}`: what has the name already. Nothing means that it is
 * free. `id` says what it is (`reserved`, `flagger`, `catalog`, `repository`), `title` where.
 */
export function createServiceNameHandler(
  options: ServiceNameOptions,
): AutocompleteHandler {
  const { auth, catalog, defaults } = options;
  const github = new ServiceGithub(options);

  const inCatalog = async (name: string) => {
    const entityRef = `component:default/${name}`;
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return entity ? [{ id: 'catalog', title: entityRef }] : [];
  };
  const onGithub = async (name: string) => {
    const { origin } = new URL(defaults.manifestsUrl);
    const title = `${origin}/${defaults.organization}/${name}`;
    return (await github.repositoryExists(name))
      ? [{ id: 'repository', title }]
      : [];
  };

  return async ({ resource, context }) => {
    if (resource !== 'service-name') {
      throw new InputError(`There is nothing to complete for ${resource}`);
    }
    const name = context?.name ?? '';
    // It becomes part of an address.
    if (!/^[a-z][a-z0-9-]{0,62}$/.test(name)) {
      throw new InputError('context.name is not the name of a service');
    }
    const reason = reservedName(name);
    if (reason) return { results: [{ id: reason, title: name }] };
    const found = await inCatalog(name);
    return { results: found.length > 0 ? found : await onGithub(name) };
  };
}
