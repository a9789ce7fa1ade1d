/** A ReplicaSet as far as the arithmetic of a rollout is concerned. */
export interface ReplicaCount {
  name: string;
  /** What its spec asks for. */
  replicas: number;
  available: number;
}

export interface RollingUpdateInput {
  desired: number;
  maxSurge: number | string;
  maxUnavailable: number | string;
  /** The ReplicaSet of the current template. */
  fresh: ReplicaCount;
  /** The others, oldest first. */
  old: readonly ReplicaCount[];
}

export interface ReplicaChange {
  name: string;
  replicas: number;
}

/**
 * The next step of a rolling update as the Deployment controller takes it: first the new ReplicaSet grows within maxSurge, then
 * the old ones shrink within maxUnavailable, pods that do not work first.
 */
export function planRollingUpdate(input: RollingUpdateInput): ReplicaChange[] {
  const { desired, fresh, old } = input;
  const { surge, unavailable } = resolveBounds(input);
  const total = sum([fresh, ...old], it => it.replicas);

  if (fresh.replicas > desired) {
    return [{ name: fresh.name, replicas: desired }];
  }
  const growth = Math.min(desired + surge - total, desired - fresh.replicas);
  if (growth > 0) {
    return [{ name: fresh.name, replicas: fresh.replicas + growth }];
  }

  const minAvailable = desired - unavailable;
  const freshUnavailable = fresh.replicas - fresh.available;
  const removable = total - minAvailable - freshUnavailable;
  const target = new Map(old.map(it => [it.name, it.replicas]));
  let broken = Math.max(0, removable);
  for (const set of old) {
    const count = Math.min(broken, Math.max(0, set.replicas - set.available));
    target.set(set.name, set.replicas - count);
    broken -= count;
  }
  let healthy = Math.min(
    Math.max(0, removable),
    sum([fresh, ...old], it => it.available) - minAvailable,
  );
  for (const set of old) {
    const left = target.get(set.name) ?? 0;
    const count = Math.max(0, Math.min(healthy, left));
    target.set(set.name, left - count);
    healthy -= count;
  }
  return old
    .map(({ name }) => ({ name, replicas: target.get(name) ?? 0 }))
    .filter((change, index) => change.replicas !== old[index].replicas);
}

/** Percentages of the replicas: surge rounds up, unavailable down; both zero would never get anywhere. */
function resolveBounds({
  desired,
  maxSurge,
  maxUnavailable,
}: RollingUpdateInput) {
  const surge = resolve(maxSurge, desired, Math.ceil);
  const unavailable = resolve(maxUnavailable, desired, Math.floor);
  return {
    surge,
    unavailable:
      surge === 0 && unavailable === 0 ? 1 : Math.min(unavailable, desired),
  };
}

function resolve(
  value: number | string,
  of: number,
  round: (n: number) => number,
): number {
  return typeof value === 'string' && value.endsWith('%')
    ? round((Number(value.slice(0, -1)) / 100) * of)
    : Number(value);
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
