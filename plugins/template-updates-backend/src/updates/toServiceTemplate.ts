import semver from 'semver';
import type {
  ServiceTemplate,
  UpdateState,
} from '@heal7/backstage-plugin-template-updates-common';
import type { StoredService } from '../store/ServiceStore';

/** How a service stands, from its row and the released versions of its template. */
export function toServiceTemplate(
  service: StoredService,
  released: readonly string[],
): ServiceTemplate {
  const { version, pullRequests, ...rest } = service;
  const latestVersion = [...released].sort(semver.rcompare)[0];
  const behind =
    version === undefined
      ? undefined
      : released.filter(other => semver.gt(other, version)).length;
  return {
    ...rest,
    ...(version === undefined ? {} : { version }),
    ...(latestVersion === undefined ? {} : { latestVersion }),
    ...(behind === undefined ? {} : { behind }),
    state: stateOf(service, behind, latestVersion),
    pullRequests: pullRequests.map(
      ({ number, url, version: to, conflicts }) => ({
        number,
        url,
        version: to,
        conflicts,
      }),
    ),
  };
}

function stateOf(
  { problem, pullRequests }: StoredService,
  behind: number | undefined,
  latestVersion: string | undefined,
): UpdateState {
  if (problem !== undefined || behind === undefined) return 'unknown';
  if (behind === 0) return 'current';
  return pullRequests.some(({ version }) => version === latestVersion)
    ? 'proposed'
    : 'behind';
}
