import { EnvironmentState, ServiceDelivery, environmentTiers } from '../types';

type Headline = NonNullable<ServiceDelivery['headline']>;

const severities = ['error', 'warning', 'info'] as const;

function candidatesOf(environment: EnvironmentState): Headline[] {
  const { name, title, rollout, running, pods } = environment;
  const found: Headline[] = [];
  const about = { environment: title };
  // A stopped canary is news as long as the stopped version is still what Git wants.
  if (
    rollout?.phase === 'failed' &&
    rollout.reason &&
    environment.desired?.tag === rollout.canary?.tag &&
    rollout.canary?.tag !== running?.tag
  ) {
    found.push({ ...rollout.reason, severity: 'error', environment: name });
  }
  if (environment.health === 'degraded') {
    found.push({
      code: 'environment-degraded',
      params: {
        ...about,
        version: running?.label ?? '',
        ready: pods.ready,
        desired: pods.desired,
      },
      text: running
        ? `${title} is degraded: ${pods.ready} of ${pods.desired} pods of ${running.label} are ready.`
        : `${title} is degraded: ${pods.ready} of ${pods.desired} pods are ready.`,
      severity: 'error',
      environment: name,
    });
  }
  if (rollout?.active && rollout.reason) {
    found.push({ ...rollout.reason, severity: 'warning', environment: name });
  }
  if (environment.stale) {
    found.push({
      code: 'environment-stale',
      params: about,
      text: `${title} does not answer: what is shown for it is old.`,
      severity: 'warning',
      environment: name,
    });
  }
  if (rollout?.active && !rollout.reason) {
    const version = rollout.canary?.label ?? rollout.name;
    const weight = rollout.weight ?? rollout.reportedWeight;
    found.push({
      code: 'canary-running',
      params: { ...about, version, weight, maxWeight: rollout.maxWeight },
      text: `Canary of ${version} in ${title}: ${weight} % of ${rollout.maxWeight} %.`,
      severity: 'info',
      environment: name,
    });
  }
  return found;
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
