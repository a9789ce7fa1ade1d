import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { UpdateService } from '../updates/UpdateService';

/** For templates and agents: which services are behind, and bring one up to date. */
export function registerActions(
  registry: ActionsRegistryService,
  updates: UpdateService,
): void {
  registry.register({
    name: 'list-outdated-services',
    title: 'Services on an old template version',
    description:
      'Services whose template has a newer version, furthest behind first, with the pull request if one is open.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          owner: z
            .string()
            .optional()
            .describe('Only services of this owner, e.g. group:default/team-a'),
        }),
      output: z =>
        z.object({
          services: z.array(
            z.object({
              entityRef: z.string(),
              template: z.string(),
              version: z.string().optional(),
              latestVersion: z.string().optional(),
              behind: z.number().optional(),
              pullRequests: z.array(z.string()),
            }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const { items } = await updates.fleet(
        input.owner ? { owners: [input.owner.toLocaleLowerCase('en-US')] } : {},
        { credentials },
      );
      const services = items
        .filter(({ state }) => state === 'behind' || state === 'proposed')
        .map(item => ({
          entityRef: item.entityRef,
          template: item.templateRef,
          version: item.version,
          latestVersion: item.latestVersion,
          behind: item.behind,
          pullRequests: item.pullRequests.map(({ url }) => url),
        }));
      return { output: { services } };
    },
  });

  registry.register({
    name: 'propose-template-update',
    title: 'Propose a template update',
    description:
      "Opens the pull requests that bring a service to the newest version of its template, or brings the open ones up to date. The team's own changes are kept; overlaps make the pull request a draft.",
    attributes: { readOnly: false, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          entityRef: z
            .string()
            .describe('Entity, e.g. component:default/heal7-backend'),
        }),
      output: z =>
        z.object({
          version: z.string().optional(),
          pullRequests: z.array(
            z.object({ url: z.string(), conflicts: z.number() }),
          ),
        }),
    },
    action: async ({ input, credentials }) => {
      const service = await updates.propose(
        input.entityRef.toLocaleLowerCase('en-US'),
        { credentials },
      );
      return {
        output: {
          version: service.latestVersion,
          pullRequests: service.pullRequests.map(({ url, conflicts }) => ({
            url,
            conflicts,
          })),
        },
      };
    },
  });
}
