import {
  type AllowedAction,
  type EnvironmentState,
  type Hold,
  isTerminal,
  type Problem,
  type ReleaseStation,
  type Rollback,
  type ServiceDelivery,
  type Version,
} from '@heal7/backstage-plugin-delivery-common';
import { type Relation, relationOf } from './relation';

/** One lane as it is drawn. @internal */
export interface LaneView {
  environment: EnvironmentState;
  /** `undefined` with `known`: nothing runs. */
  running?: Version;
  known: boolean;
  /** Where Git is ahead of what runs. */
  wants?: Version;
  relation?: Relation;
  canary?: { version: Version; weight?: number };
  gates?: ReleaseStation;
  actions: AllowedAction[];
  /** Set when the lane shows old data. */
  stale?: { cluster?: string; outage?: Problem; observedAt?: string };
  /** Without the one that the grey strip already says. */
  problems: Problem[];
  rollback?: Rollback;
  holds: Hold[];
}

const isOutage = (problem: Problem, environment: EnvironmentState) =>
  problem.scope === `cluster:${environment.cluster}`;

/** @internal */
export function laneView(
  environment: EnvironmentState,
  delivery: ServiceDelivery,
): LaneView {
  const { running, desired, rollout } = environment;
  const outage = environment.stale
    ? environment.problems.find(problem => isOutage(problem, environment))
    : undefined;
  const problems = environment.problems.filter(problem => problem !== outage);
  return {
    environment,
    running,
    // With an open problem the absence of a version proves nothing.
    known: running !== undefined || environment.problems.length === 0,
    wants:
      desired && running && desired.tag !== running.tag && !rollout?.active
        ? desired
        : undefined,
    relation: relationOf(environment, delivery.environments, delivery.releases),
    canary:
      rollout?.active && rollout.canary
        ? { version: rollout.canary, weight: rollout.weight }
        : undefined,
    gates: delivery.releases
      .find(({ version }) => version.tag === running?.tag)
      ?.stations.find(({ id }) => id === 'gates'),
    // Stopping a canary is offered only while there is one; rolling back always, with the reason when it cannot be.
    actions: environment.actions.filter(
      ({ action, allowed }) =>
        action !== 'stop-canary' || allowed || rollout?.active === true,
    ),
    stale: environment.stale
      ? {
          cluster: environment.cluster,
          outage,
          observedAt: environment.observedAt,
        }
      : undefined,
    problems,
    rollback: delivery.rollbacks.find(
      rollback =>
        rollback.environment === environment.name &&
        !isTerminal(rollback.state),
    ),
    holds: delivery.holds.filter(hold => hold.environment === environment.name),
  };
}
