import { JsonObject } from '@backstage/types';
import { KubernetesObject } from '../clusters/cluster-client';
import { parseKubernetesObject } from '../clusters/parse-object';

/** Small Kubernetes objects for tests. */

const repository = 'registry.example.com/team/shop';

export interface DeploymentShape {
  name?: string;
  namespace: string;
  tag: string;
  replicas?: number;
  ready?: number;
  updated?: number;
  generation?: number;
  observedGeneration?: number;
  app?: string;
  labels?: Record<string, string>;
  deadlineExceeded?: boolean;
}

export function deployment({
  name = 'shop',
  namespace,
  tag,
  replicas = 2,
  ready = replicas,
  updated = replicas,
  generation = 1,
  observedGeneration = generation,
  app = name,
  labels = { 'backstage.io/kubernetes-id': 'shop' },
  deadlineExceeded = false,
}: DeploymentShape): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, generation, labels },
    spec: {
      replicas,
      selector: { matchLabels: { app } },
      template: {
        spec: { containers: [{ name: 'shop', image: `${repository}:${tag}` }] },
      },
    },
    status: {
      observedGeneration,
      replicas,
      updatedReplicas: updated,
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: deadlineExceeded
        ? [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
            },
          ]
        : [],
    },
  };
}

export function replicaSet(shape: {
  namespace: string;
  owner?: string;
  tag: string;
  revision: number;
  ready?: number;
  createdAt: string;
}): JsonObject {
  const {
    createdAt,
    namespace,
    owner = 'shop',
    ready = 2,
    revision,
    tag,
  } = shape;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${owner}-${revision}`,
      namespace,
      creationTimestamp: createdAt,
      annotations: { 'deployment.kubernetes.io/revision': String(revision) },
      ownerReferences: [{ kind: 'Deployment', name: owner }],
    },
    spec: {
      replicas: ready,
      template: {
        spec: { containers: [{ name: 'shop', image: `${repository}:${tag}` }] },
      },
    },
    status: { readyReplicas: ready },
  };
}

export function canary(shape: {
  namespace: string;
  phase: string;
  weight?: number;
  failedChecks?: number;
  metrics?: JsonObject[];
}): JsonObject {
  const {
    failedChecks = 0,
    metrics = [],
    namespace,
    phase,
    weight = 0,
  } = shape;
  return {
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'shop', namespace },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop' },
      service: { port: 80 },
      analysis: {
        interval: '1m',
        threshold: 5,
        maxWeight: 50,
        stepWeight: 10,
        metrics: [
          {
            name: 'request-success-rate',
            thresholdRange: { min: 99 },
            interval: '1m',
          },
          {
            name: 'request-duration',
            thresholdRange: { max: 500 },
            interval: '1m',
          },
          ...metrics,
        ],
      },
    },
    status: {
      phase,
      canaryWeight: weight,
      failedChecks,
      lastAppliedSpec: 'abc',
      lastPromotedSpec: 'def',
      lastTransitionTime: '2026-01-01T10:00:00Z',
    },
  };
}

export function virtualService(
  namespace: string,
  canaryWeight: number,
): JsonObject {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'shop', namespace },
    spec: {
      http: [
        {
          route: [
            {
              destination: { host: 'shop-primary' },
              weight: 100 - canaryWeight,
            },
            { destination: { host: 'shop-canary' }, weight: canaryWeight },
          ],
        },
      ],
    },
  };
}

export function application(shape: {
  name: string;
  destination: string;
  sync?: string;
  health?: string;
  labels?: Record<string, string>;
}): JsonObject {
  const {
    destination,
    health = 'Healthy',
    labels = {},
    name,
    sync = 'Synced',
  } = shape;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace: 'argocd', labels },
    spec: {
      source: {
        repoURL: 'https://git.example.com/manifests.git',
        path: 'shop',
      },
      destination: { namespace: destination },
    },
    status: { sync: { status: sync }, health: { status: health } },
  };
}

/** As the adapters get it. */
export function parsed(raw: JsonObject): KubernetesObject {
  const object = parseKubernetesObject(raw);
  if (!object) {
    throw new Error('not a Kubernetes object');
  }
  return object;
}
