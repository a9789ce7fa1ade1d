import type { AuthService } from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { ServiceGithub } from '../github/ServiceGithub';
import type { ServiceDefaults } from '../service-defaults';

export interface ServiceUnfinishedOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'getLocationByRef' | 'removeLocationById'>;
  integrations: ScmIntegrationRegistry;
  defaults: ServiceDefaults;
  fetch?: typeof fetch;
}

/** How far the run came. */
interface Unfinished {
  name: string;
  /** Where the repository was to be, once its name was found free. */
  repositoryUrl?: string;
  repository?: string;
  branchBegun?: boolean;
  pullRequest?: number;
  catalogInfoUrl?: string;
  registered?: boolean;
}

const tryAgain = 'Mend what the failed step says and try again.';

/**
 * The last step of a service template when an earlier one failed: takes back what this run made and nobody has touched, and
 * says what is left and what to do with it. A service that is registered, or whose manifests are merged, is kept.
 */
export function createServiceUnfinishedAction(
  options: ServiceUnfinishedOptions,
) {
  const { auth, catalog } = options;
  const github = new ServiceGithub(options);

  /** A location whose file could not be read stays in the catalog, and the next run would find the address taken. */
  async function locationOf({ repository, catalogInfoUrl }: Unfinished) {
    if (!repository || !catalogInfoUrl) return undefined;
    const credentials = await auth.getOwnServiceCredentials();
    const ref = `url:${catalogInfoUrl}`;
    const location = await catalog.getLocationByRef(ref, { credentials });
    return location && { ...location, credentials };
  }

  async function forget(unfinished: Unfinished): Promise<string> {
    const location = await locationOf(unfinished);
    if (!location) return '';
    const { id, credentials } = location;
    await catalog.removeLocationById(id, { credentials });
    return 'The entry in the catalog was taken back.';
  }

  /** A branch whose pull request could not be made. */
  async function takeBackBranch(unfinished: Unfinished): Promise<string> {
    const { name, pullRequest, branchBegun } = unfinished;
    if (pullRequest || !branchBegun) return '';
    const branch = `add-${name}`;
    const open = await github.openPullRequestOf(branch);
    if (open)
      return `The manifests have the open pull request ${open} of the branch ${branch}, which this run did not make: close it before you try again under this name.`;
    return (await github.deleteBranch(branch))
      ? ''
      : `The branch ${branch} of the manifests could not be deleted.`;
  }

  async function takeBackRepository(unfinished: Unfinished): Promise<string> {
    const { name, repository, repositoryUrl } = unfinished;
    if (!repository) return repositoryUrl ? strayRepository(unfinished) : '';
    const url = repository.replace(/\.git$/, '');
    // More than the first commit: somebody works with it already.
    if ((await github.commitCount(name)) > 1)
      return `The repository ${url} has commits of people and stays.`;
    return (await github.deleteRepository(name))
      ? `The repository ${url} was deleted again.`
      : `The repository ${url} could not be deleted: delete it before you try again under this name.`;
  }

  /** GitHub may have made it and failed to say so; whose it is cannot be known. */
  async function strayRepository({ name, repositoryUrl }: Unfinished) {
    const exists = await github.repositoryExists(name).catch(() => 'unknown');
    if (!exists) return '';
    return exists === 'unknown'
      ? `Whether the repository ${repositoryUrl} is there, GitHub does not say: look before you try again.`
      : `The repository ${repositoryUrl} is there, although GitHub said that it could not be made: delete it if it is empty, or choose another name.`;
  }

  /** What is in use is not taken back; says what is missing. */
  async function closeOrKeep(
    unfinished: Unfinished,
  ): Promise<{ keep: boolean; text: string }> {
    const { name, registered, pullRequest, catalogInfoUrl } = unfinished;
    const whole = {
      keep: true,
      text: `${name} is created and registered; its page appears when the catalog has read it. Nothing needs to be done again.`,
    };
    if (registered) return whole;
    if (!pullRequest) return { keep: false, text: '' };
    const register = `choose "Register Existing Component" and give it ${catalogInfoUrl}`;
    const became = await github
      .closePullRequest(pullRequest, `add-${name}`)
      .catch(() => 'unknown');
    if (became === 'closed') {
      const text = `The pull request ${pullRequest} of the manifests was closed.`;
      return { keep: false, text };
    }
    if (became === 'unknown') {
      const text = `The pull request ${pullRequest} of the manifests could not be closed, so nothing was taken back. If it is merged by now, ${register}; if not, close it and delete the repository before you try again under this name.`;
      return { keep: true, text };
    }
    if (await locationOf(unfinished)) return whole;
    const text = `The pull request ${pullRequest} of the manifests is merged, so ${name} stays. Only its entry in the catalog is missing: ${register}`;
    return { keep: true, text };
  }

  return createTemplateAction({
    id: 'heal7:service:unfinished',
    description:
      'Takes back what a failed run of a service template has made, and says what is left.',
    supportsDryRun: true,
    schema: {
      input: {
        name: z => z.string(),
        repositoryUrl: z =>
          z
            .string()
            .optional()
            .describe('Address it was to have, if its name was free'),
        repository: z =>
          z
            .string()
            .optional()
            .describe('Address of the repository, if this run made one'),
        branchBegun: z =>
          z
            .boolean()
            .optional()
            .describe('Whether the step of the pull request has begun'),
        pullRequest: z =>
          z
            .number()
            .optional()
            .describe('Number of the pull request to the manifests'),
        catalogInfoUrl: z =>
          z.string().optional().describe('What was to be registered'),
        registered: z =>
          z.boolean().optional().describe('Whether the catalog has taken it'),
      },
    },
    async handler(context) {
      if (context.isDryRun) return;
      const unfinished: Unfinished = context.input;
      const { keep, text } = await closeOrKeep(unfinished);
      if (keep) {
        context.logger.warn(text);
        return;
      }
      const sentences = [text];
      const attempt = async (what: string, work: () => Promise<string>) => {
        try {
          sentences.push(await work());
        } catch (error) {
          const why = error instanceof Error ? error.message : error;
          sentences.push(`${what} may still be there: ${why}`);
        }
      };
      await attempt('The entry in the catalog', () => forget(unfinished));
      await attempt('The branch', () => takeBackBranch(unfinished));
      await attempt('The repository', () => takeBackRepository(unfinished));
      const said = sentences.filter(sentence => sentence !== '');
      for (const sentence of said) context.logger.warn(sentence);
      context.logger.warn(
        said.length === 0 ? `Nothing was created. ${tryAgain}` : tryAgain,
      );
    },
  });
}
