import { Problem } from '@heal7/backstage-plugin-delivery-common';
import { namespaceOf } from '../config/delivery-config';
import { SourceStatus } from '../store/source-store';
import type { EnvironmentStateInput } from './environment-state';

/** Longer than a few missed pings: then nobody watches. */
const silentAfterMs = 90_000;

export interface SourceView {
  stale: boolean;
  observedAt?: string;
  problems: Problem[];
}

const partTitles: Record<string, string> = {
  replicasets: 'ReplicaSets',
  pods: 'Pods',
  canaries: 'Canaries',
  virtualservices: 'VirtualServices',
  applications: 'Argo CD Applications',
  events: 'Events',
};

/** The client's messages begin with the cluster; our sentences name it themselves. */
const detailOf = (
  { message, scope }: SourceStatus,
  fallback: string,
): string => {
  const prefix = `Cluster ${scope.slice('cluster:'.length)}: `;
  return message?.startsWith(prefix)
    ? message.slice(prefix.length)
    : message ?? fallback;
};

function clusterProblem(cluster: string, status: SourceStatus): Problem {
  const scope = `cluster:${cluster}`;
  const forbidden = status.state === 'forbidden';
  const message = detailOf(status, 'no answer');
  return {
    code: forbidden ? 'cluster-forbidden' : 'cluster-unreachable',
    params: { cluster, message },
    text: forbidden
      ? `Cluster ${cluster} does not let the portal read it: ${message}`
      : `Cluster ${cluster} is not reachable: ${message}`,
    severity: 'error',
    scope,
    since: status.since,
  };
}

/** How fresh the facts of one environment are, and what of its cluster cannot be read. */
export function sourceView(
  input: Pick<
    EnvironmentStateInput,
    'environment' | 'service' | 'snapshot' | 'sources'
  >,
  now: Date,
): SourceView {
  const { environment, service, snapshot, sources } = input;
  const cluster = environment.cluster ?? '';
  const namespace = namespaceOf(environment, service);
  const here = ({ part, scope }: SourceStatus, wanted = cluster) =>
    scope === `cluster:${wanted}` &&
    (part.endsWith(`@${namespace}`) || part.endsWith('@*'));
  const main = sources.find(
    source => here(source) && source.part.startsWith('deployments@'),
  );
  const isDown = ({ state }: SourceStatus) =>
    state === 'forbidden' || state === 'unreachable';
  if (!main) {
    return {
      stale: snapshot !== undefined,
      problems: [
        {
          code: 'not-observed-yet',
          params: { environment: environment.title },
          text: `${environment.title} has not been looked at yet.`,
          severity: 'info',
          scope: `environment:${environment.name}`,
        },
      ],
    };
  }
  const observedAt = main.contactAt;
  if (isDown(main)) {
    return {
      stale: snapshot !== undefined,
      observedAt,
      problems: [clusterProblem(cluster, main)],
    };
  }
  const silence = observedAt ? now.getTime() - Date.parse(observedAt) : 0;
  if (silence > silentAfterMs) {
    return {
      stale: true,
      observedAt,
      problems: [
        {
          code: 'cluster-not-watched',
          params: { cluster },
          text: `Nothing was heard from cluster ${cluster} for some time.`,
          severity: 'warning',
          scope: `cluster:${cluster}`,
          since: observedAt,
        },
      ],
    };
  }
  const parts = sources.filter(
    source =>
      isDown(source) &&
      source !== main &&
      (source.part.startsWith('applications@')
        ? here(source, environment.argocdCluster ?? cluster)
        : here(source)),
  );
  return {
    stale: false,
    observedAt,
    problems: parts.map(part => {
      const title = partTitles[part.part.split('@')[0]] ?? part.part;
      return {
        code: 'cluster-part-unreadable',
        params: { cluster, part: title, message: detailOf(part, part.state) },
        text: `${title} of ${part.scope.slice(
          'cluster:'.length,
        )} cannot be read: ${detailOf(part, part.state)}`,
        severity: 'warning',
        scope: part.scope,
        since: part.since,
      };
    }),
  };
}
