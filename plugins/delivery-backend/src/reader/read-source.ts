import { ScmIntegrationRegistry } from '@backstage/integration';
import { Problem } from '@heal7/backstage-plugin-delivery-common';
import { projectSlugAnnotation } from '@heal7/github-client';
import { ServiceEntry } from '../service/service-entry';
import { repositoryIdOf } from '../sources/github/repository-id';
import { RepositoryFacts, RepositoryStore } from '../store/repository-store';

/** What is known of the source code of a service: commits and CI runs. */
export interface SourceFacts {
  facts: RepositoryFacts;
  problems: Problem[];
}

const nothing: RepositoryFacts = { runs: [], commits: [], unknownCommits: [] };

export async function readSource(
  entry: ServiceEntry,
  options: {
    integrations: ScmIntegrationRegistry;
    repositories: RepositoryStore;
  },
): Promise<SourceFacts> {
  const repository = repositoryIdOf(entry, options.integrations);
  if (!repository) {
    const annotation = projectSlugAnnotation;
    return {
      facts: nothing,
      problems: [
        {
          code: 'entity-without-repository',
          params: { annotation },
          text: `The entity has no annotation ${annotation}: commits and CI runs are not shown.`,
          severity: 'info',
          scope: 'entity',
        },
      ],
    };
  }
  const stored = await options.repositories.get(repository);
  return {
    facts: stored?.facts ?? nothing,
    problems: stored?.error
      ? [
          {
            code: 'github-unreadable',
            params: { repository, message: stored.error },
            text: `CI runs of ${repository} cannot be read: ${stored.error}`,
            severity: 'warning',
            scope: 'github',
            ...(stored.errorSince ? { since: stored.errorSince } : {}),
          },
        ]
      : [],
  };
}
