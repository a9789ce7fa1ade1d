import { createHash } from 'node:crypto';
import { NotFoundError } from '@backstage/errors';
import { KubeObject } from '../object-store';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { objectOf, objectsOf, stringOf } from '../store/json';
import { parseLabelSelector } from './label-selector';

const ROOT = '/apis/metrics.k8s.io/v1beta1';
const PATH = /^(?:\/namespaces\/([^/]+))?\/(pods|nodes)(?:\/([^/]+))?$/;
const API_VERSION = 'metrics.k8s.io/v1beta1';

/** What a container may use when it says nothing. */
const DEFAULT_LIMITS = { cpu: '500m', memory: '512Mi' };
const UNITS: Record<string, number> = {
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  k: 1e3,
  M: 1e6,
  G: 1e9,
};

/** What metrics-server answers: usage within the limits, the same for the same pod in the same minute. */
export function metricsDocument(
  store: ClusterObjectStore,
  path: string,
  query: URLSearchParams,
  now: Date,
): object | undefined {
  const match = path.startsWith(`${ROOT}/`)
    ? PATH.exec(path.slice(ROOT.length))
    : null;
  if (!match) {
    return undefined;
  }
  const [, namespace, resource, name] = match;
  const labels = parseLabelSelector(query.get('labelSelector') ?? undefined);
  const pods = store
    .list({ apiVersion: 'v1', kind: 'Pod' }, namespace)
    .filter(pod => pod.status?.phase === 'Running');
  const items =
    resource === 'pods'
      ? pods
          .filter(pod => labels(pod.metadata.labels))
          .map(pod => podMetrics(pod, now))
      : store
          .list({ apiVersion: 'v1', kind: 'Node' })
          .map(node => nodeMetrics(node, pods, now));
  const kind = resource === 'pods' ? 'PodMetrics' : 'NodeMetrics';
  if (!name) {
    return {
      kind: `${kind}List`,
      apiVersion: API_VERSION,
      metadata: {},
      items,
    };
  }
  const found = items.find(({ metadata }) => metadata.name === name);
  if (!found) {
    throw new NotFoundError(`${resource}.metrics.k8s.io "${name}" not found`);
  }
  return { kind, apiVersion: API_VERSION, ...found };
}

function podMetrics(pod: KubeObject, now: Date) {
  const { name, namespace, labels, creationTimestamp } = pod.metadata;
  return {
    metadata: { name, namespace, labels, creationTimestamp },
    timestamp: now.toISOString(),
    window: '30s',
    containers: objectsOf(pod.spec?.containers).map(container => {
      const { cpu, memory } = containerUsage(pod, container, now);
      return {
        name: String(container.name),
        usage: { cpu: `${cpu}m`, memory: `${memory}Ki` },
      };
    }),
  };
}

function nodeMetrics(node: KubeObject, pods: KubeObject[], now: Date) {
  const usages = pods
    .filter(pod => pod.spec?.nodeName === node.metadata.name)
    .flatMap(pod =>
      objectsOf(pod.spec?.containers).map(it => containerUsage(pod, it, now)),
    );
  // The system itself: kubelet, proxies.
  const cpu = usages.reduce((sum, it) => sum + it.cpu, 150);
  const memory = usages.reduce((sum, it) => sum + it.memory, 900 * 1024);
  const { name, labels, creationTimestamp } = node.metadata;
  return {
    metadata: { name, labels, creationTimestamp },
    timestamp: now.toISOString(),
    window: '30s',
    usage: { cpu: `${cpu}m`, memory: `${memory}Ki` },
  };
}

/** CPU in thousandths of a core, memory in KiB. */
function containerUsage(
  pod: KubeObject,
  container: Record<string, unknown>,
  now: Date,
) {
  const limits = objectOf(objectOf(container.resources).limits);
  const minute = Math.floor(now.getTime() / 60_000);
  const share = (what: string, from: number, to: number) =>
    from +
    (to - from) * fraction(`${pod.metadata.uid}/${container.name}/${what}`);
  const cpuLimit = parseQuantity(stringOf(limits.cpu) ?? DEFAULT_LIMITS.cpu);
  const memoryLimit = parseQuantity(
    stringOf(limits.memory) ?? DEFAULT_LIMITS.memory,
  );
  return {
    cpu: Math.round(cpuLimit * 1000 * share(`cpu/${minute}`, 0.12, 0.38)),
    memory: Math.round((memoryLimit / 1024) * share('memory', 0.4, 0.62)),
  };
}

/** `250m` → 0.25, `1Gi` → 1073741824. */
export function parseQuantity(quantity: string): number {
  const [, number, unit] = /^([0-9.]+)(.*)$/.exec(quantity) ?? [];
  return Number(number ?? 0) * (unit === 'm' ? 0.001 : UNITS[unit] ?? 1);
}

/** Between 0 and 1, decided by the text alone. */
function fraction(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE() / 2 ** 32;
}
