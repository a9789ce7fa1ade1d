import {
  isSameCommit,
  parseVersion,
} from '@heal7/backstage-plugin-delivery-common';
import { ScmIntegrationRegistry } from '@backstage/integration';
import { ServiceDirectory } from '../../service/service-directory';
import { ServiceEntry } from '../../service/service-entry';
import { repositoryIdOf } from './repository-id';
import { DeploymentStore } from '../../store/deployment-store';

const versionsPerService = 30;

/** The services whose source is in a repository. */
export function servicesOf(
  repository: string,
  directory: ServiceDirectory,
  integrations: ScmIntegrationRegistry,
): ServiceEntry[] {
  return directory
    .list()
    .filter(entry => repositoryIdOf(entry, integrations) === repository);
}

/** Commits of the versions in the history of these services. */
export async function deployedCommits(
  entries: ServiceEntry[],
  deployments: DeploymentStore,
  pattern: RegExp,
): Promise<string[]> {
  const commits: string[] = [];
  for (const { entityRef } of entries) {
    for (const { toTag } of await deployments.recent(entityRef, {
      limit: versionsPerService,
    })) {
      const { commit } = parseVersion(toTag, pattern);
      if (commit && !commits.some(known => isSameCommit(known, commit))) {
        commits.push(commit);
      }
    }
  }
  return commits;
}
