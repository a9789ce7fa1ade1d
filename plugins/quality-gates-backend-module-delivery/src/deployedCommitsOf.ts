import type {
  EnvironmentState,
  ServiceDelivery,
  Version,
} from '@heal7/backstage-plugin-delivery-common';
import type { DeployedCommit } from '@heal7/backstage-plugin-quality-gates-common';

/** The commit of each environment in which a version runs that says from which commit it was built. */
export function deployedCommitsOf({
  environments,
}: Pick<ServiceDelivery, 'environments'>): DeployedCommit[] {
  return environments.flatMap(toDeployedCommit);
}

function toDeployedCommit({
  name,
  running,
  tier,
}: EnvironmentState): DeployedCommit[] {
  const commit = running && commitOf(running);
  return running && commit
    ? [{ environment: name, tier, commit, version: running.label }]
    : [];
}

/** Image tags carry the beginning of a SHA; the link to the commit, where delivery has found it on GitHub, all of it. */
function commitOf({ commit, links }: Version): string | undefined {
  if (!commit) return undefined;
  const url = links?.find(({ kind }) => kind === 'commit')?.url;
  const full = /\/commit\/([0-9a-f]{40})$/.exec(url ?? '')?.[1];
  return full?.startsWith(commit) ? full : commit;
}
