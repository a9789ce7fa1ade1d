import { NotFoundError } from '@backstage/errors';
import {
  KubeObject,
  ObjectKind,
  ObjectStore,
} from '../kubernetes/object-store';
import {
  cloneJson,
  equalJson,
  JsonObject,
  objectOf,
  objectsOf,
  stringMapOf,
} from '../kubernetes/store/json';
import { controllerReference } from '../kubernetes/store/kube-object';
import { CanaryDefinition } from './canary-definition';

export const deploymentKind = { apiVersion: 'apps/v1', kind: 'Deployment' };
const serviceKind = { apiVersion: 'v1', kind: 'Service' };
const hpaKind = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
};

/** Labels Flagger accepts as a Deployment's selector, in its order. */
const SELECTOR_LABELS = ['app', 'name', 'app.kubernetes.io/name'];

/** What Flagger makes and keeps for one canary, next to the target that belongs to somebody else. */
export interface CanaryObjects {
  store: ObjectStore;
  canary: CanaryDefinition;
  object: KubeObject;
}

export function targetOf({ store, canary }: CanaryObjects): KubeObject {
  const { namespace, targetName } = canary;
  const target = store.get(deploymentKind, namespace, targetName);
  if (!target) {
    throw new NotFoundError(
      `deployment ${targetName}.${namespace} get query error: deployments.apps "${targetName}" not found`,
    );
  }
  return target;
}

export function primaryOf({
  store,
  canary,
}: CanaryObjects): KubeObject | undefined {
  return store.get(
    deploymentKind,
    canary.namespace,
    `${canary.targetName}-primary`,
  );
}

export function selectorOf(target: KubeObject): {
  label: string;
  value: string;
} {
  const labels = stringMapOf(
    objectOf(objectOf(target.spec).selector).matchLabels,
  );
  const label = SELECTOR_LABELS.find(it => labels[it]);
  if (!label) {
    throw new NotFoundError(
      `deployment ${target.metadata.name}.${
        target.metadata.namespace
      } spec.selector.matchLabels must contain one of [${SELECTOR_LABELS.join(
        ' ',
      )}]`,
    );
  }
  return { label, value: labels[label] };
}

/** `<service>-primary` and `<service>-canary`; the apex Service follows once the primary is ready. */
export function reconcileServices(objects: CanaryObjects): void {
  const { label, value } = selectorOf(targetOf(objects));
  reconcileService(objects, 'primary', { [label]: `${value}-primary` });
  reconcileService(objects, 'canary', { [label]: value });
}

export function reconcileApexService(objects: CanaryObjects): void {
  const { label, value } = selectorOf(targetOf(objects));
  reconcileService(objects, 'apex', { [label]: `${value}-primary` });
}

export function createPrimary(objects: CanaryObjects): void {
  if (primaryOf(objects)) {
    return;
  }
  const target = targetOf(objects);
  const { label, value } = selectorOf(target);
  const primaryValue = `${value}-primary`;
  const spec = objectOf(target.spec);
  objects.store.create({
    ...deploymentKind,
    metadata: {
      name: `${objects.canary.targetName}-primary`,
      namespace: objects.canary.namespace,
      labels: { ...target.metadata.labels, [label]: primaryValue },
      ownerReferences: [controllerReference(objects.object)],
    },
    spec: {
      ...copiedDeploymentFields(spec),
      replicas:
        typeof spec.replicas === 'number' && spec.replicas > 0
          ? spec.replicas
          : 1,
      selector: { matchLabels: { [label]: primaryValue } },
      template: primaryTemplate(spec.template, label, value),
    },
  });
}

/** Copies the target's template to the primary: from here on it is the stable version. */
export function promoteTarget(objects: CanaryObjects): void {
  const target = targetOf(objects);
  const primary = primaryOf(objects);
  if (!primary) {
    throw new NotFoundError(
      `deployment ${objects.canary.targetName}-primary.${objects.canary.namespace} not found`,
    );
  }
  const { label, value } = selectorOf(target);
  const spec = objectOf(target.spec);
  objects.store.update({
    ...primary,
    metadata: { ...primary.metadata, resourceVersion: undefined },
    spec: {
      ...primary.spec,
      ...copiedDeploymentFields(spec),
      template: primaryTemplate(spec.template, label, value),
    },
  });
}

/** The primary gets a copy of the target's HPA; `adapt` also carries later changes of it over. */
export function reconcilePrimaryAutoscaler(
  objects: CanaryObjects,
  options: { adapt: boolean },
): void {
  const { store, canary } = objects;
  if (!canary.autoscaler) {
    return;
  }
  const source = store.get(hpaKind, canary.namespace, canary.autoscaler);
  if (!source) {
    throw new NotFoundError(
      `HorizontalPodAutoscaler ${canary.autoscaler}.${canary.namespace} get query error: not found`,
    );
  }
  const spec: JsonObject = {
    ...source.spec,
    scaleTargetRef: {
      ...objectOf(objectOf(source.spec).scaleTargetRef),
      name: `${canary.targetName}-primary`,
    },
  };
  const name = `${canary.autoscaler}-primary`;
  const existing = store.get(hpaKind, canary.namespace, name);
  if (existing && !options.adapt) {
    return;
  }
  put(objects, hpaKind, name, source.metadata.labels ?? {}, spec, existing);
}

export function scaleTarget(objects: CanaryObjects, to: 'zero' | 'one'): void {
  const { store, canary } = objects;
  const replicas = objectOf(targetOf(objects).spec).replicas;
  if (to === 'one' && typeof replicas === 'number' && replicas > 0) {
    return;
  }
  store.patch(deploymentKind, canary.namespace, canary.targetName, {
    spec: { replicas: to === 'zero' ? 0 : 1 },
  });
}

function reconcileService(
  objects: CanaryObjects,
  part: 'apex' | 'primary' | 'canary',
  selector: Record<string, string>,
): void {
  const { canary, store } = objects;
  const { spec: service, name: apex } = canary.service;
  const name = part === 'apex' ? apex : `${apex}-${part}`;
  const port = service.port ?? 80;
  const spec: JsonObject = {
    type: 'ClusterIP',
    selector,
    ports: [
      {
        name: service.portName ?? 'http',
        protocol: 'TCP',
        port,
        targetPort: service.targetPort ?? port,
      },
    ],
  };
  const labels = {
    app: name,
    ...stringMapOf(objectOf(service[part]).labels),
  };
  const existing = store.get(serviceKind, canary.namespace, name);
  put(objects, serviceKind, name, labels, spec, existing);
}

/** Creates it, or brings the fields that matter back into line. */
export function put(
  objects: CanaryObjects,
  kind: ObjectKind,
  name: string,
  labels: Record<string, string>,
  spec: JsonObject,
  existing: KubeObject | undefined,
): void {
  const { store, canary, object } = objects;
  if (!existing) {
    store.create({
      ...kind,
      metadata: {
        name,
        namespace: canary.namespace,
        labels,
        ownerReferences: [controllerReference(object)],
      },
      spec,
    });
    return;
  }
  const merged = { ...existing.spec, ...spec };
  if (!equalJson(merged, existing.spec)) {
    store.update({
      ...existing,
      metadata: { ...existing.metadata, resourceVersion: undefined },
      spec: merged,
    });
  }
}

function copiedDeploymentFields(spec: JsonObject): JsonObject {
  return {
    progressDeadlineSeconds: spec.progressDeadlineSeconds,
    minReadySeconds: spec.minReadySeconds,
    revisionHistoryLimit: spec.revisionHistoryLimit,
    strategy: spec.strategy,
  };
}

/** The template with the selector label's value, also where spread constraints name it, ending in `-primary`. */
function primaryTemplate(
  template: unknown,
  label: string,
  value: string,
): JsonObject {
  const copy = cloneJson(objectOf(template));
  const metadata = objectOf(copy.metadata);
  const pod = objectOf(copy.spec);
  const constraints = objectsOf(pod.topologySpreadConstraints);
  for (const constraint of constraints) {
    const labels = objectOf(objectOf(constraint.labelSelector).matchLabels);
    if (labels[label] === value) {
      labels[label] = `${value}-primary`;
    }
  }
  return {
    ...copy,
    metadata: {
      ...metadata,
      labels: { ...stringMapOf(metadata.labels), [label]: `${value}-primary` },
    },
    spec: pod,
  };
}
