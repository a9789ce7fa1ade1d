import { EnvironmentState, ServiceDelivery, environmentTiers } from '../types';

type Headline = NonNullable<ServiceDelivery['headline']>;

const severities = ['error', 'warning', 'info'] as const;

function candidatesOf(environment: EnvironmentState): Headline[] {
  return [
    stoppedCanary(environment),
    degraded(environment),
    troubledCanary(environment),
    stale(environment),
    runningCanary(environment),
  ].filter(it => it !== undefined);
}

/** It is news as long as the stopped version is still what Git wants. */
function stoppedCanary({
  name,
  rollout,
  running,
  desired,
}: EnvironmentState): Headline | undefined {
  if (rollout?.phase !== 'failed' || !rollout.reason) return undefined;
  const stopped = rollout.canary?.tag;
  return desired?.tag === stopped && stopped !== running?.tag
    ? { ...rollout.reason, severity: 'error', environment: name }
    : undefined;
}

function degraded({
  name,
  title,
  health,
  running,
  pods,
}: EnvironmentState): Headline | undefined {
  if (health !== 'degraded') return undefined;
  const whose = running ? ` of ${running.label}` : '';
  return {
    code: 'environment-degraded',
    params: {
      environment: title,
      version: running?.label ?? '',
      ready: pods.ready,
      desired: pods.desired,
    },
    text: `${title} is degraded: ${pods.ready} of ${pods.desired} pods${whose} are ready.`,
    severity: 'error',
    environment: name,
  };
}

function troubledCanary({
  name,
  rollout,
}: EnvironmentState): Headline | undefined {
  return rollout?.active && rollout.reason
    ? { ...rollout.reason, severity: 'warning', environment: name }
    : undefined;
}

function stale(environment: EnvironmentState): Headline | undefined {
  return environment.stale
    ? {
        code: 'environment-stale',
        params: { environment: environment.title },
        text: `${environment.title} does not answer: what is shown for it is old.`,
        severity: 'warning',
        environment: environment.name,
      }
    : undefined;
}

function runningCanary({
  name,
  title,
  rollout,
}: EnvironmentState): Headline | undefined {
  if (!rollout?.active || rollout.reason) return undefined;
  const { maxWeight, reportedWeight, weight = reportedWeight } = rollout;
  const version = rollout.canary?.label ?? rollout.name;
  return {
    code: 'canary-running',
    params: { environment: title, version, weight, maxWeight },
    text: `Canary of ${version} in ${title}: ${weight} % of ${maxWeight} %.`,
    severity: 'info',
    environment: name,
  };
}

/**
 * The one thing to know, worst first; of equally bad things the one nearest to the users.
 *
 * @public
 */
export function headline(
  environments: EnvironmentState[],
): Headline | undefined {
  const nearestFirst = [...environments].sort(
    (a, b) =>
      environmentTiers.indexOf(b.tier) - environmentTiers.indexOf(a.tier),
  );
  const found = nearestFirst.flatMap(candidatesOf);
  return severities
    .map(severity => found.find(candidate => candidate.severity === severity))
    .find(candidate => candidate !== undefined);
}
