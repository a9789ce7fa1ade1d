import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { monitoredAppOf } from './monitored-app';
import { parseQuantity } from './quantity';

/** What the traffic needs to know of a pod that can take requests. */
export interface PodFacts {
  namespace: string;
  pod: string;
  uid: string;
  container: string;
  image: string;
  /** `heal7-backend`, without the `-primary` of Flagger's copy. */
  service: string;
  /** The Deployment it belongs to: `heal7-backend` or `heal7-backend-primary`. */
  workload: string;
  /** The label `app` of the service's own metrics. */
  app: string;
  /** Whether it has a pool of processes for calculations. */
  calculates: boolean;
  /** Cores. */
  cpuLimit: number;
  memoryLimit: number;
}

const PRIMARY_SUFFIX = '-primary';
const DEFAULT_CPU = '500m';
const DEFAULT_MEMORY = '512Mi';

interface Container {
  name?: string;
  image?: string;
  env?: { name?: string }[];
  resources?: { limits?: Record<string, string | number> };
}

/** The pods of a cluster that are Running and Ready, in a stable order. */
export function readServingPods(store: ObjectStore): PodFacts[] {
  const appOf = monitoredAppOf(store);
  return store
    .list({ apiVersion: 'v1', kind: 'Pod' })
    .filter(isServing)
    .flatMap(pod => readPod(store, pod, appOf(pod)) ?? [])
    .sort((left, right) =>
      `${left.namespace}/${left.pod}` < `${right.namespace}/${right.pod}`
        ? -1
        : 1,
    );
}

function isServing(pod: KubeObject): boolean {
  if (pod.metadata.deletionTimestamp || pod.status?.phase !== 'Running')
    return false;
  const conditions: unknown = pod.status.conditions;
  return (
    Array.isArray(conditions) &&
    conditions.some(
      condition => condition?.type === 'Ready' && condition.status === 'True',
    )
  );
}

function readPod(
  store: ObjectStore,
  pod: KubeObject,
  app: string | undefined,
): PodFacts | undefined {
  const { name, namespace, labels = {}, uid = name } = pod.metadata;
  const container = firstContainer(pod);
  const workload = readWorkload(store, pod) ?? labels.app;
  if (!namespace || !labels.app || !workload || !container?.image)
    return undefined;
  const limits = { cpu: DEFAULT_CPU, memory: DEFAULT_MEMORY };
  Object.assign(limits, container.resources?.limits);
  return {
    namespace,
    pod: name,
    uid,
    container: container.name ?? name,
    image: container.image,
    service: workload.endsWith(PRIMARY_SUFFIX)
      ? workload.slice(0, -PRIMARY_SUFFIX.length)
      : workload,
    workload,
    app: app ?? workload,
    calculates:
      container.env?.some(({ name: key }) => key === 'WORKERS') ?? false,
    cpuLimit: parseQuantity(limits.cpu),
    memoryLimit: parseQuantity(limits.memory),
  };
}

function firstContainer(pod: KubeObject): Container | undefined {
  const containers = pod.spec?.containers;
  return Array.isArray(containers) ? containers[0] : undefined;
}

/** Pod → ReplicaSet → Deployment. */
function readWorkload(store: ObjectStore, pod: KubeObject): string | undefined {
  const owner = pod.metadata.ownerReferences?.find(
    reference => reference.kind === 'ReplicaSet',
  );
  if (!owner) return undefined;
  const replicaSet = store.get(
    { apiVersion: 'apps/v1', kind: 'ReplicaSet' },
    pod.metadata.namespace,
    owner.name,
  );
  return replicaSet?.metadata.ownerReferences?.find(
    reference => reference.kind === 'Deployment',
  )?.name;
}
