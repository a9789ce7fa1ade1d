import type { ScmIntegrationRegistry } from '@backstage/integration';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceGithub } from '../github/ServiceGithub';
import type { ServiceDefaults } from '../service-defaults';

export interface ServiceUnfinishedOptions {
  integrations: ScmIntegrationRegistry;
  defaults: ServiceDefaults;
  fetch?: typeof fetch;
}

/**
 * The last step of a service template when an earlier one failed: takes back what this run made and nobody has touched, and
 * says what is left and what to do with it. A service that is registered is kept: it is whole but for its page.
 */
export function createServiceUnfinishedAction(
  options: ServiceUnfinishedOptions,
) {
  const github = new ServiceGithub(options);

  async function takeBackRepository(name: string): Promise<string> {
    const url = `${new URL(options.defaults.manifestsUrl).origin}/${
      options.defaults.organization
    }/${name}`;
    // More than the first commit: somebody works with it already.
    if ((await github.commitCount(name)) > 1)
      return `The repository ${url} has commits of people and stays.`;
    return (await github.deleteRepository(name))
      ? `The repository ${url} was deleted again.`
      : `The repository ${url} could not be deleted: delete it before you try again under this name.`;
  }

  return createTemplateAction({
    id: 'heal7:service:unfinished',
    description:
      'Takes back what a failed run of a service template has made, and says what is left.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string(),
        repository: z =>
          z
            .string()
            .optional()
            .describe('Address of the repository, if this run made one'),
        pullRequest: z =>
          z
            .number()
            .optional()
            .describe('Number of the pull request to the manifests'),
        registered: z =>
          z.boolean().optional().describe('Whether the catalog has taken it'),
      },
    },
    async handler(context) {
      const { name, repository, pullRequest, registered } = context.input;
      if (context.isDryRun) return;
      if (registered) {
        context.logger.warn(
          `${name} is created and registered; its page appears when the catalog has read it. Nothing needs to be done again.`,
        );
        return;
      }
      const sentences: string[] = [];
      const attempt = async (what: string, work: () => Promise<string>) => {
        try {
          sentences.push(await work());
        } catch (error) {
          sentences.push(
            `${what} may still be there: ${
              error instanceof Error ? error.message : error
            }`,
          );
        }
      };
      if (pullRequest) {
        await attempt('The pull request', async () =>
          (await github.closePullRequest(pullRequest, `add-${name}`))
            ? `The pull request ${pullRequest} of the manifests was closed.`
            : `The pull request ${pullRequest} of the manifests is open: close it.`,
        );
      }
      if (repository)
        await attempt('The repository', () => takeBackRepository(name));
      for (const sentence of sentences) context.logger.warn(sentence);
      context.logger.warn(
        sentences.length === 0
          ? 'Nothing was created. Mend what the failed step says and try again.'
          : 'Mend what the failed step says and try again.',
      );
    },
  });
}
