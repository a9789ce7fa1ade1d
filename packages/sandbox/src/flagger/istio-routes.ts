import { NotFoundError } from '@backstage/errors';
import { KubeObject } from '../kubernetes/object-store';
import {
  equalJson,
  JsonObject,
  numberOf,
  objectOf,
  objectsOf,
} from '../kubernetes/store/json';
import { CanaryDefinition } from './canary-definition';
import { CanaryObjects, put } from './owned-objects';

const version = 'networking.istio.io/v1beta1';
export const virtualServiceKind = {
  apiVersion: version,
  kind: 'VirtualService',
};
const destinationRuleKind = { apiVersion: version, kind: 'DestinationRule' };

export interface Routes {
  primary: number;
  canary: number;
}

/** VirtualService and DestinationRules; weights that are there stay. */
export function reconcileRoutes(objects: CanaryObjects): void {
  const { store, canary } = objects;
  const { namespace, service } = canary;
  for (const part of ['canary', 'primary'] as const) {
    const host = `${service.name}-${part}`;
    const spec: JsonObject = { host };
    if (service.spec.trafficPolicy) {
      spec.trafficPolicy = service.spec.trafficPolicy;
    }
    const existing = store.get(destinationRuleKind, namespace, host);
    put(objects, destinationRuleKind, host, {}, spec, existing);
  }
  const existing = store.get(virtualServiceKind, namespace, service.name);
  const routes = existing
    ? routesOf(existing, canary)
    : { primary: 100, canary: 0 };
  const labels = objectOf(objectOf(service.spec.apex).labels);
  put(
    objects,
    virtualServiceKind,
    service.name,
    Object.fromEntries(
      Object.entries(labels).map(([key, value]) => [key, String(value)]),
    ),
    virtualServiceSpec(canary, routes),
    existing,
  );
}

export function readRoutes(objects: CanaryObjects): Routes {
  const { store, canary } = objects;
  const { name } = canary.service;
  const service = store.get(virtualServiceKind, canary.namespace, name);
  if (!service) {
    throw new NotFoundError(
      `VirtualService ${name}.${canary.namespace} get query error: not found`,
    );
  }
  return routesOf(service, canary);
}

export function setRoutes(objects: CanaryObjects, routes: Routes): void {
  const { store, canary } = objects;
  const { name } = canary.service;
  const current = store.get(virtualServiceKind, canary.namespace, name);
  if (!current || equalJson(routesOf(current, canary), routes)) {
    return;
  }
  store.patch(virtualServiceKind, canary.namespace, name, {
    spec: virtualServiceSpec(canary, routes),
  });
}

function routesOf(service: KubeObject, canary: CanaryDefinition): Routes {
  const weights = { primary: 0, canary: 0 };
  for (const route of objectsOf(objectOf(service.spec).http)) {
    for (const entry of objectsOf(route.route)) {
      const host = objectOf(entry.destination).host;
      for (const part of ['primary', 'canary'] as const) {
        if (host === `${canary.service.name}-${part}`) {
          weights[part] = numberOf(entry.weight) ?? 0;
        }
      }
    }
  }
  if (weights.primary === 0 && weights.canary === 0) {
    const { name } = canary.service;
    throw new NotFoundError(
      `VirtualService ${name}.${canary.namespace} does not contain routes for ${name}-primary and ${name}-canary`,
    );
  }
  return weights;
}

function virtualServiceSpec(
  canary: CanaryDefinition,
  routes: Routes,
): JsonObject {
  const { name, spec } = canary.service;
  const hosts = Array.isArray(spec.hosts) ? [...spec.hosts] : [];
  if (!hosts.includes(name) && !hosts.includes('*')) {
    hosts.push(name);
  }
  const gateways =
    Array.isArray(spec.gateways) && spec.gateways.length > 0
      ? spec.gateways
      : ['mesh'];
  const route: JsonObject = {
    route: (['primary', 'canary'] as const).map(part => ({
      destination: { host: `${name}-${part}` },
      weight: routes[part],
    })),
  };
  for (const field of [
    'match',
    'rewrite',
    'timeout',
    'retries',
    'corsPolicy',
    'headers',
  ]) {
    if (spec[field] !== undefined) {
      route[field] = spec[field];
    }
  }
  return { hosts, gateways, http: [route] };
}
