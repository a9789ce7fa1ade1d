import { KubeObject, ObjectStore } from '../object-store';
import {
  equalJson,
  JsonObject,
  numberOf,
  objectOf,
  stringOf,
} from '../store/json';
import { Controller, createReconciler } from './reconciler';
import { autoscalerKind, deploymentKind } from './workload-kinds';

/**
 * Keeps a Deployment between the minimum and the maximum of its HorizontalPodAutoscaler. Zero replicas switch autoscaling off,
 * as in Kubernetes: that is how Flagger parks a canary.
 */
export function createAutoscalerController(store: ObjectStore): Controller {
  return createReconciler({
    store,
    kind: autoscalerKind,
    related: ({ object }) =>
      object.kind === 'Deployment'
        ? store
            .list(autoscalerKind, object.metadata.namespace)
            .filter(
              it =>
                objectOf(it.spec?.scaleTargetRef).name === object.metadata.name,
            )
        : [],
    reconcile(autoscaler) {
      reconcile(store, autoscaler);
      return undefined;
    },
  });
}

function reconcile(store: ObjectStore, autoscaler: KubeObject): void {
  const { namespace } = autoscaler.metadata;
  const target = objectOf(autoscaler.spec?.scaleTargetRef);
  const name = stringOf(target.name);
  const deployment =
    name && target.kind === 'Deployment'
      ? store.get(deploymentKind, namespace, name)
      : undefined;
  if (!name || !deployment) {
    return;
  }
  const current = numberOf(deployment.spec?.replicas) ?? 1;
  const desired = desiredReplicas(objectOf(autoscaler.spec), current);
  if (desired !== current) {
    store.patch(deploymentKind, namespace, name, {
      spec: { replicas: desired },
    });
    store.recordEvent(autoscaler, {
      type: 'Normal',
      reason: 'SuccessfulRescale',
      message: `New size: ${desired}; reason: Current number of replicas ${
        desired > current ? 'below Spec.MinReplicas' : 'above Spec.MaxReplicas'
      }`,
      component: 'horizontal-pod-autoscaler',
    });
  }
  const status = {
    ...autoscaler.status,
    currentReplicas: numberOf(deployment.status?.replicas) ?? 0,
    desiredReplicas: desired,
  };
  if (!equalJson(status, autoscaler.status)) {
    store.updateStatus({ ...autoscaler, status });
  }
}

/** Within the bounds; one that was scaled to nothing stays there. */
function desiredReplicas(spec: JsonObject, current: number): number {
  const minimum = numberOf(spec.minReplicas) ?? 1;
  const maximum = Math.max(minimum, numberOf(spec.maxReplicas) ?? minimum);
  return current === 0 ? 0 : Math.min(maximum, Math.max(minimum, current));
}
