import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import type { ServiceDefaults } from '../service-defaults';

export interface ServiceCheckOptions {
  auth: AuthService;
  catalog: CatalogService;
  integrations: ScmIntegrationRegistry;
  defaults: ServiceDefaults;
  fetch?: typeof fetch;
}

/**
 * The first step of every service template: nothing is created before the name is known to be free and the owner to
 * exist. Puts out where the service will live, so that templates name no host.
 */
export function createServiceCheckAction(options: ServiceCheckOptions) {
  const { auth, catalog, integrations, defaults } = options;
  const request = options.fetch ?? fetch;
  const credentialsProvider =
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);

  async function repositoryExists(name: string): Promise<boolean> {
    const integration = integrations.github.byHost(defaults.host);
    if (!integration) {
      throw new InputError(
        `There is no GitHub integration for ${defaults.host}; the platform team adds it under integrations.github.`,
      );
    }
    const slug = `${defaults.organization}/${name}`;
    const { headers } = await credentialsProvider.getCredentials({
      url: `${new URL(defaults.manifestsUrl).origin}/${slug}`,
    });
    const response = await request(
      `${integration.config.apiBaseUrl}/repos/${slug}`,
      { headers, signal: AbortSignal.timeout(15_000) },
    );
    if (response.status === 404) return false;
    if (response.ok) return true;
    throw new Error(
      `GitHub (${defaults.host}) did not say whether ${slug} exists: ${response.status} ${response.statusText}. Nothing was created; try again.`,
    );
  }

  return createTemplateAction({
    id: 'heal7:service:check',
    description:
      'Checks that the name of a new service is free and its owner exists, and tells where it will live.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z =>
          z
            .string()
            .max(40)
            .regex(
              /^[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*$/,
              'lower case letters, digits and hyphens, beginning with a letter',
            ),
        owner: z => z.string().describe('Entity reference of the owning group'),
      },
      output: {
        repoUrl: z => z.string(),
        repositoryUrl: z => z.string(),
        manifestsRepoUrl: z => z.string(),
        manifestsGitUrl: z => z.string(),
        organization: z => z.string(),
        owner: z => z.string(),
        imageRepository: z => z.string(),
        portalUrl: z => z.string(),
        gatesToken: z => z.string(),
        prometheusAddress: z => z.string(),
      },
    },
    async handler(context) {
      const { name } = context.input;
      const owner = stringifyEntityRef(
        parseEntityRef(context.input.owner, { defaultKind: 'group' }),
      );
      const entityRef = `component:default/${name}`;
      const credentials = await auth.getOwnServiceCredentials();
      const [ownerEntity, taken] = (
        await catalog.getEntitiesByRefs(
          { entityRefs: [owner, entityRef] },
          { credentials },
        )
      ).items;
      if (!ownerEntity) {
        throw new InputError(
          `The owner ${owner} is not in the catalog. Choose a team from the list. Nothing was created.`,
        );
      }
      if (taken) {
        throw new ConflictError(
          `The catalog has a component "${name}" already. Choose another name. Nothing was created.`,
        );
      }
      const origin = new URL(defaults.manifestsUrl).origin;
      const repositoryUrl = `${origin}/${defaults.organization}/${name}`;
      if (await repositoryExists(name)) {
        throw new ConflictError(
          `The repository ${repositoryUrl} exists already. Choose another name, or register the repository in the catalog. Nothing was created.`,
        );
      }

      const manifestsName = defaults.manifestsUrl.split('/').pop();
      context.output(
        'repoUrl',
        `${defaults.host}?owner=${defaults.organization}&repo=${name}`,
      );
      context.output('repositoryUrl', repositoryUrl);
      context.output(
        'manifestsRepoUrl',
        `${defaults.host}?owner=${defaults.organization}&repo=${manifestsName}`,
      );
      context.output('manifestsGitUrl', `${defaults.manifestsUrl}.git`);
      context.output('organization', defaults.organization);
      context.output('owner', owner);
      context.output('imageRepository', `${defaults.imagePrefix}/${name}`);
      context.output('portalUrl', defaults.portalUrl);
      context.output('gatesToken', defaults.gatesToken);
      context.output('prometheusAddress', defaults.prometheusAddress ?? '');
      context.logger.info(`${repositoryUrl} is free; ${owner} will own it.`);
    },
  });
}
