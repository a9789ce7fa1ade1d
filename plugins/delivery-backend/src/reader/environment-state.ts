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
import { BackfillState } from '../store/backfill-store';
import { SourceStatus } from '../store/source-store';
import { EnvironmentSnapshot } from './environment-snapshot';
import { sourceView } from './source-view';
import { whereKnown } from '../where-known';

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
  /** How the reading of what was deployed before the portal watched goes. */
  backfill?: Pick<BackfillState, 'error' | 'errorSince'>;
  events: RolloutEventFact[];
  samples: RolloutSamples;
  describe: DescribeVersion;
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
  backfill,
  environment,
}: EnvironmentStateInput): Problem[] {
  const { error, errorSince } = backfill ?? {};
  return error
    ? [
        {
          code: 'history-unreadable',
          params: { environment: environment.title, message: error },
          text: `Earlier deployments to ${environment.title} are not known: ${error}`,
          severity: 'info',
          scope: `environment:${environment.name}`,
          ...(errorSince ? { since: errorSince } : {}),
        },
      ]
    : [];
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
  return {
    ...base,
    ...whereKnown({
      running: snapshot.runningTag ? describe(snapshot.runningTag) : undefined,
      desired: snapshot.desiredTag ? describe(snapshot.desiredTag) : undefined,
      deployedAt: deployedAtOf(snapshot, history),
      notDeployed: isNotDeployed(snapshot, history) || undefined,
      rollout: rolloutOf(input, now),
    }),
    health: snapshot.health,
    sync: snapshot.sync,
    pods: snapshot.pods,
    ...observed,
    stale: view.stale,
    links: snapshot.links,
    problems: [
      ...view.problems,
      ...measurementProblem(input),
      ...backfillProblems(input),
      ...snapshot.problems,
    ],
  };
}

type Snapshot = NonNullable<EnvironmentStateInput['snapshot']>;
type History = EnvironmentStateInput['history'];

function deployedAtOf(
  { runningTag, runningSince }: Snapshot,
  history: History,
): string | undefined {
  if (!runningTag) return undefined;
  const arrival = history.find(
    ({ outcome, toTag }) => toTag === runningTag && outcome === 'succeeded',
  );
  return arrival?.finishedAt ?? runningSince;
}

/** Git wants nothing here, and never did. */
function isNotDeployed(
  { health, sync, desiredTag }: Snapshot,
  history: History,
): boolean {
  return (
    health === 'missing' &&
    sync === 'synced' &&
    !desiredTag &&
    history.length === 0
  );
}
