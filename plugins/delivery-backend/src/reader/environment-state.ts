import {
  DeploymentRecord,
  DescribeVersion,
  EnvironmentState,
  Problem,
  RolloutEventFact,
  RolloutSamples,
  isRolloutActive,
  summarizeRollout,
} from '@heal7/backstage-plugin-delivery-common';
import { EnvironmentConfig, namespaceOf } from '../config/delivery-config';
import { SourceStatus } from '../store/source-store';
import { EnvironmentSnapshot } from './environment-snapshot';

/** Longer than a few missed pings: then nobody watches. */
const silentAfterMs = 90_000;

export interface EnvironmentStateInput {
  service: string;
  environment: EnvironmentConfig;
  snapshot?: EnvironmentSnapshot;
  /** Why the cluster cannot be used at all. */
  unusable?: string;
  /** All parts of all sources. */
  sources: SourceStatus[];
  /** Newest first, of this environment. */
  history: DeploymentRecord[];
  /** Why it is not known what was deployed before the portal watched. */
  backfillProblem?: { message: string; since?: string };
  events: RolloutEventFact[];
  samples: RolloutSamples;
  describe: DescribeVersion;
}

interface SourceView {
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

function sourceView(input: EnvironmentStateInput, now: Date): SourceView {
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

function measurementProblem(input: EnvironmentStateInput): Problem[] {
  const { environment, snapshot, sources } = input;
  if (!snapshot?.rollout || !isRolloutActive(snapshot.rollout.phase)) {
    return [];
  }
  const scope = `prometheus:${environment.prometheus ?? ''}`;
  if (!environment.prometheus) {
    return [
      {
        code: 'metrics-not-configured',
        params: { environment: environment.name },
        text: `No Prometheus is configured for ${environment.title}: the canary is not measured.`,
        severity: 'info',
        scope: `environment:${environment.name}`,
      },
    ];
  }
  const status = sources.find(source => source.scope === scope);
  return status?.state === 'unreachable'
    ? [
        {
          code: 'prometheus-unreachable',
          params: {
            prometheus: environment.prometheus,
            message: status.message ?? '',
          },
          text: `The canary cannot be measured: ${
            status.message ?? 'no answer'
          }`,
          severity: 'warning',
          scope,
          since: status.since,
        },
      ]
    : [];
}

function backfillProblems({
  backfillProblem,
  environment,
}: EnvironmentStateInput): Problem[] {
  if (!backfillProblem) {
    return [];
  }
  const { message, since } = backfillProblem;
  return [
    {
      code: 'history-unreadable',
      params: { environment: environment.title, message },
      text: `Earlier deployments to ${environment.title} are not known: ${message}`,
      severity: 'info',
      scope: `environment:${environment.name}`,
      ...(since ? { since } : {}),
    },
  ];
}

function rolloutOf(input: EnvironmentStateInput, now: Date) {
  const { describe, environment, events, history, samples, snapshot } = input;
  if (!snapshot?.rollout) {
    return undefined;
  }
  const facts = snapshot.rollout;
  const run = history.find(({ kind }) => kind === 'canary');
  // After the end the template may have been written back already: the run knows what was tried.
  const canaryTag = isRolloutActive(facts.phase) ? facts.canaryTag : run?.toTag;
  return summarizeRollout(
    {
      facts,
      ...(canaryTag ? { canary: describe(canaryTag) } : {}),
      ...(facts.stableTag ? { stable: describe(facts.stableTag) } : {}),
      environmentTitle: environment.title,
      ...(run ? { startedAt: run.startedAt } : {}),
      samples,
      events,
    },
    now,
  );
}

const unusableProblem = ({
  environment,
  unusable,
}: EnvironmentStateInput): Problem => ({
  ...(environment.cluster
    ? { code: 'cluster-unusable', params: { cluster: environment.cluster } }
    : {
        code: 'environment-without-cluster',
        params: { environment: environment.title },
      }),
  text:
    unusable ??
    `No cluster is configured for ${environment.title} (delivery.environments[].cluster).`,
  severity: environment.cluster ? 'error' : 'info',
  scope: `environment:${environment.name}`,
});

/** One lane: the last snapshot, how fresh it is, and what could not be found out. Actions are added elsewhere. */
export function environmentState(
  input: EnvironmentStateInput,
  now: Date,
): EnvironmentState {
  const { describe, environment, history, service, snapshot, unusable } = input;
  const base = {
    name: environment.name,
    title: environment.title,
    tier: environment.tier,
    ...(environment.cluster ? { cluster: environment.cluster } : {}),
    namespace: namespaceOf(environment, service),
    strategy: environment.strategy,
    actions: [],
  };
  const isUsable = environment.cluster !== undefined && unusable === undefined;
  const view = isUsable
    ? sourceView(input, now)
    : { stale: snapshot !== undefined, problems: [unusableProblem(input)] };
  const observed = view.observedAt ? { observedAt: view.observedAt } : {};
  if (!snapshot) {
    return {
      ...base,
      health: 'unknown',
      sync: 'unknown',
      pods: { ready: 0, desired: 0 },
      ...observed,
      stale: false,
      links: [],
      problems: view.problems,
    };
  }
  const arrival = history.find(
    ({ outcome, toTag }) =>
      toTag === snapshot.runningTag && outcome === 'succeeded',
  );
  const deployedAt = arrival?.finishedAt ?? snapshot.runningSince;
  const rollout = rolloutOf(input, now);
  return {
    ...base,
    ...(snapshot.runningTag ? { running: describe(snapshot.runningTag) } : {}),
    ...(snapshot.desiredTag ? { desired: describe(snapshot.desiredTag) } : {}),
    health: snapshot.health,
    sync: snapshot.sync,
    pods: snapshot.pods,
    ...(deployedAt && snapshot.runningTag ? { deployedAt } : {}),
    ...observed,
    stale: view.stale,
    ...(rollout ? { rollout } : {}),
    links: snapshot.links,
    problems: [
      ...view.problems,
      ...measurementProblem(input),
      ...backfillProblems(input),
      ...snapshot.problems,
    ],
  };
}
