import type { DeploymentRecord } from '../deployments';
import {
  CiRunFact,
  CommitFact,
  DescribeVersion,
  GateVerdictFact,
  releaseJourney,
} from '../releases';
import {
  Deployment,
  EnvironmentState,
  Problem,
  ServiceDelivery,
  environmentTiers,
} from '../types';
import { headline } from './headline';

/** @public */
export interface ServiceDeliveryFacts {
  entityRef: string;
  environments: EnvironmentState[];
  deployments: Deployment[];
  runs: CiRunFact[];
  commits: CommitFact[];
  gates?: GateVerdictFact[];
  problems: Problem[];
}

/** How many rows the tab's answer carries. @public */
export const serviceDeliveryLimits = { releases: 10, history: 30 } as const;

/**
 * A row of the history as people see it.
 *
 * @public
 */
export function describeDeployment(
  { fromTag, toTag, origin: _, ...record }: DeploymentRecord,
  describe: DescribeVersion,
): Deployment {
  return {
    ...record,
    ...(fromTag ? { from: describe(fromTag) } : {}),
    to: describe(toTag),
  };
}

/**
 * Everything the CI/CD tab shows. Rollbacks, holds and actions are added by the part that knows them.
 *
 * @public
 */
export function buildServiceDelivery(
  facts: ServiceDeliveryFacts,
  now: Date,
): ServiceDelivery {
  const environments = [...facts.environments].sort(
    (a, b) =>
      environmentTiers.indexOf(a.tier) - environmentTiers.indexOf(b.tier),
  );
  const deployments = [...facts.deployments].sort((a, b) =>
    b.startedAt.localeCompare(a.startedAt),
  );
  const worst = headline(environments);
  return {
    entityRef: facts.entityRef,
    generatedAt: now.toISOString(),
    ...(worst ? { headline: worst } : {}),
    environments,
    releases: releaseJourney({
      ...facts,
      environments,
      deployments,
      limit: serviceDeliveryLimits.releases,
    }),
    history: deployments.slice(0, serviceDeliveryLimits.history),
    rollbacks: [],
    holds: [],
    problems: facts.problems,
  };
}
