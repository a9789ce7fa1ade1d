import { KubeObject } from '../object-store';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { equalJson, numberOf, objectOf, stringMapOf } from '../store/json';
import { deploymentStatus } from './deployment-status';
import {
  adoptReplicaSets,
  countOf,
  deploymentsOfPod,
  isOwnedBy,
  newReplicaSet,
  replicaSetsOf,
  replicasOf,
  revisionOf,
} from './owned-replica-sets';
import { Controller, createReconciler } from './reconciler';
import { planRollingUpdate, ReplicaChange } from './rolling-update';
import {
  deploymentKind,
  podKind,
  replicaSetKind,
  REVISION,
} from './workload-kinds';

export interface DeploymentControllerOptions {
  store: ClusterObjectStore;
  speed: number;
  clock(): Date;
}

const COMPONENT = 'deployment-controller';
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const DEFAULT_BOUND = '25%';

/** Deployment → ReplicaSets: revisions, rolling updates, pausing, scaling, conditions. */
export function createDeploymentController(
  options: DeploymentControllerOptions,
): Controller {
  const { store, speed, clock } = options;
  return createReconciler({
    store,
    kind: deploymentKind,
    owned: [replicaSetKind],
    // A Recreate rollout waits for the old pods to be gone, which changes no ReplicaSet any more.
    related: ({ type, object }) =>
      type === 'DELETED' && object.kind === 'Pod'
        ? deploymentsOfPod(store, object)
        : [],
    reconcile(deployment) {
      if (deployment.metadata.deletionTimestamp) {
        return undefined;
      }
      const deadlineMs =
        ((numberOf(deployment.spec?.progressDeadlineSeconds) ?? 600) * 1000) /
        speed;
      reconcile(store, deployment);
      const current = store.get(
        deploymentKind,
        deployment.metadata.namespace,
        deployment.metadata.name,
      );
      if (!current) {
        return undefined;
      }
      const { fresh, sets } = replicaSetsOf(store, current);
      const status = deploymentStatus({
        deployment: current,
        fresh,
        sets,
        now: clock(),
        deadlineMs,
      });
      if (!equalJson(status, current.status)) {
        store.updateStatus({ ...current, status });
      }
      const settled = numberOf(status.unavailableReplicas) === undefined;
      return settled ? undefined : deadlineMs + 1000;
    },
  });
}

function reconcile(store: ClusterObjectStore, deployment: KubeObject): void {
  const paused = deployment.spec?.paused === true;
  adoptReplicaSets(store, deployment);
  const { fresh: existing, old } = replicaSetsOf(store, deployment);
  const fresh = paused
    ? existing
    : ensureFresh(store, deployment, existing, old);
  const desired = numberOf(deployment.spec?.replicas) ?? 1;
  if (paused) {
    // No rollout, but `kubectl scale` still works.
    const active = existing ?? old.at(-1);
    if (active) {
      scale(
        store,
        deployment,
        [{ name: active.metadata.name, replicas: desired }],
        [...old, active],
      );
    }
    return;
  }
  if (!fresh) {
    return;
  }
  const sets = [...old, fresh];
  scale(
    store,
    deployment,
    planChanges(store, deployment, desired, fresh, old),
    sets,
  );
  forgetHistory(store, deployment, old, fresh);
}

function planChanges(
  store: ClusterObjectStore,
  deployment: KubeObject,
  desired: number,
  fresh: KubeObject,
  old: KubeObject[],
): ReplicaChange[] {
  const strategy = objectOf(deployment.spec?.strategy);
  if (strategy.type === 'Recreate') {
    const running = old.filter(set => replicasOf(set) > 0);
    if (running.length) {
      return running.map(set => ({ name: set.metadata.name, replicas: 0 }));
    }
    const lingering = store
      .list(podKind, deployment.metadata.namespace)
      .some(pod => old.some(set => isOwnedBy(pod, set)));
    return lingering ? [] : [{ name: fresh.metadata.name, replicas: desired }];
  }
  const { maxSurge = DEFAULT_BOUND, maxUnavailable = DEFAULT_BOUND } = objectOf(
    strategy.rollingUpdate,
  );
  return planRollingUpdate({
    desired,
    maxSurge: bound(maxSurge),
    maxUnavailable: bound(maxUnavailable),
    fresh: countOf(fresh),
    old: old.map(countOf),
  });
}

function ensureFresh(
  store: ClusterObjectStore,
  deployment: KubeObject,
  existing: KubeObject | undefined,
  old: KubeObject[],
): KubeObject {
  const newest = Math.max(0, ...old.map(revisionOf));
  const revision = existing
    ? Math.max(
        revisionOf(existing),
        newest + (revisionOf(existing) <= newest ? 1 : 0),
      )
    : newest + 1;
  const {
    [LAST_APPLIED]: _,
    [REVISION]: __,
    ...inherited
  } = stringMapOf(deployment.metadata.annotations);
  const annotations = { ...inherited, [REVISION]: String(revision) };
  const { namespace, name } = deployment.metadata;
  const fresh = existing
    ? store.patch(replicaSetKind, namespace, existing.metadata.name, {
        metadata: { annotations },
      })
    : store.create(newReplicaSet(deployment, annotations));
  store.patch(deploymentKind, namespace, name, {
    metadata: { annotations: { [REVISION]: String(revision) } },
  });
  return fresh;
}

function scale(
  store: ClusterObjectStore,
  deployment: KubeObject,
  changes: readonly ReplicaChange[],
  sets: readonly KubeObject[],
): void {
  for (const { name, replicas } of changes) {
    const set = sets.find(({ metadata }) => metadata.name === name);
    const before = set ? replicasOf(set) : replicas;
    if (before !== replicas) {
      store.patch(replicaSetKind, deployment.metadata.namespace, name, {
        spec: { replicas },
      });
      store.recordEvent(deployment, {
        type: 'Normal',
        reason: 'ScalingReplicaSet',
        message: `Scaled ${
          replicas > before ? 'up' : 'down'
        } replica set ${name} from ${before} to ${replicas}`,
        component: COMPONENT,
      });
    }
  }
}

function forgetHistory(
  store: ClusterObjectStore,
  deployment: KubeObject,
  old: KubeObject[],
  fresh: KubeObject,
): void {
  const limit = numberOf(deployment.spec?.revisionHistoryLimit) ?? 10;
  const settled =
    numberOf(fresh.status?.availableReplicas) ===
    numberOf(deployment.spec?.replicas);
  const empty = old.filter(
    set => replicasOf(set) === 0 && !set.status?.replicas,
  );
  if (settled) {
    empty
      .slice(0, Math.max(0, old.length - limit))
      .forEach(set =>
        store.delete(replicaSetKind, set.metadata.namespace, set.metadata.name),
      );
  }
}

function bound(value: unknown): number | string {
  return typeof value === 'number' || typeof value === 'string'
    ? value
    : DEFAULT_BOUND;
}
