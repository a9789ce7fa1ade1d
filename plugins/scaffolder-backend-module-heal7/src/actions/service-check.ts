import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { ConflictError, InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceGithub } from '../github/ServiceGithub';
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
  const { auth, catalog, defaults } = options;
  const github = new ServiceGithub(options);

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
        workflowsRepository: z => z.string(),
        workflowsRef: z => z.string().describe('Full SHA of the release'),
        workflowsVersion: z => z.string(),
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
      // A dry run creates nothing: updates of a service render its template again, under the name it has.
      if (taken && !context.isDryRun) {
        throw new ConflictError(
          `The catalog has a component "${name}" already. Choose another name. Nothing was created.`,
        );
      }
      const origin = new URL(defaults.manifestsUrl).origin;
      const repositoryUrl = `${origin}/${defaults.organization}/${name}`;
      if (!context.isDryRun && (await github.repositoryExists(name))) {
        throw new ConflictError(
          `The repository ${repositoryUrl} exists already. Choose another name, or register the repository in the catalog. Nothing was created.`,
        );
      }

      const release = await github.workflowsRelease();
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
      context.output('workflowsRepository', defaults.workflows.repository);
      context.output('workflowsRef', release.ref);
      context.output('workflowsVersion', release.version);
      context.logger.info(
        context.isDryRun
          ? `${repositoryUrl}, owned by ${owner}.`
          : `${repositoryUrl} is free; ${owner} will own it.`,
      );
    },
  });
}
