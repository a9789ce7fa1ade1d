import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { PodFacts } from './pod-facts';

const virtualServiceVersions = [
  'networking.istio.io/v1',
  'networking.istio.io/v1beta1',
  'networking.istio.io/v1alpha3',
];

interface Route {
  destination?: { host?: string };
  weight?: number;
}

/** The share (0…1) of a service's requests that each of its workloads gets. */
export type TrafficSplit = Record<string, number>;

/**
 * The VirtualService decides. Without one: the primary takes everything when there is one, as Flagger's Service selects
 * it, else the only workload does.
 */
export function readTrafficSplit(
  store: ObjectStore,
  namespace: string,
  service: string,
  pods: PodFacts[],
): TrafficSplit {
  const primary = `${service}-primary`;
  const weights = findWeights(store, namespace, service);
  if (weights) return weights;
  const hasPrimary = pods.some(pod => pod.workload === primary);
  return { [hasPrimary ? primary : service]: 1 };
}

function findWeights(
  store: ObjectStore,
  namespace: string,
  service: string,
): TrafficSplit | undefined {
  for (const apiVersion of virtualServiceVersions) {
    const found = store.get(
      { apiVersion, kind: 'VirtualService' },
      namespace,
      service,
    );
    if (found) return readWeights(found, service);
  }
  return undefined;
}

function readWeights(
  virtualService: KubeObject,
  service: string,
): TrafficSplit | undefined {
  const http: unknown = virtualService.spec?.http;
  // The last rule is the one without conditions: what everyone gets.
  const rule: { route?: Route[] } | undefined = Array.isArray(http)
    ? http[http.length - 1]
    : undefined;
  const routes = rule?.route ?? [];
  const total = routes.reduce((sum, route) => sum + (route.weight ?? 0), 0);
  if (routes.length === 0) return undefined;
  const split: TrafficSplit = {};
  for (const route of routes) {
    const [host] = (route.destination?.host ?? '').split('.');
    // Flagger's Service `<name>-canary` stands for the workload `<name>`.
    const workload = host === `${service}-primary` ? host : service;
    // A single route without a weight takes everything.
    const share = total > 0 ? (route.weight ?? 0) / total : 1 / routes.length;
    split[workload] = (split[workload] ?? 0) + share;
  }
  return split;
}
