import { ScmIntegrationRegistry } from '@backstage/integration';
import { GithubRepository, locateRepository } from '@heal7/github-client';

/** Repository on a GitHub host, as one string: `github.com/owner/name`. */
export type RepositoryId = string;

/** Where the source of a service lives. */
export function repositoryIdOf(
  entry: { projectSlug?: string; sourceHost?: string },
  integrations: ScmIntegrationRegistry,
): RepositoryId | undefined {
  const repository = locateRepository(entry, integrations);
  return (
    repository && `${repository.host}/${repository.owner}/${repository.name}`
  );
}

export function parseRepositoryId(id: RepositoryId): GithubRepository {
  const [host = '', owner = '', name = ''] = id.split('/');
  return { host, owner, name };
}
