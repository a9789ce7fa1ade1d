import { ImageQuality, ImageRegistry } from '../../images/image-registry';
import { KubeObject } from '../../kubernetes/object-store';

const REPOSITORY = 'registry.test/heal7';

/** A registry in which the tag of an image is its quality. */
export const imagesByTag: ImageRegistry = {
  push: () => undefined,
  list: () => [],
  find: reference => {
    const [repository, tag] = reference.split(':');
    return {
      repository,
      tag,
      commit: 'a1b2c3d',
      quality: tag as ImageQuality,
      pushedAt: '2026-01-01T00:00:00Z',
    };
  },
};

export interface PodOptions {
  namespace: string;
  workload: string;
  name: string;
  quality: ImageQuality;
  uid?: string;
  ready?: boolean;
}

/** A pod with the ReplicaSet it belongs to. */
export function createPod(options: PodOptions): KubeObject[] {
  const {
    namespace,
    workload,
    name,
    quality,
    uid = name,
    ready = true,
  } = options;
  const replicaSet = `${workload}-rs`;
  const owner = (apiVersion: string, kind: string, ownerName: string) => [
    { apiVersion, kind, name: ownerName, uid: ownerName, controller: true },
  ];
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace,
        uid,
        labels: { app: workload },
        ownerReferences: owner('apps/v1', 'ReplicaSet', replicaSet),
      },
      spec: {
        containers: [
          {
            name: workload.replace(/-primary$/, ''),
            image: `${REPOSITORY}/${workload}:${quality}`,
            resources: { limits: { cpu: '250m', memory: '256Mi' } },
          },
        ],
      },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: replicaSet,
        namespace,
        ownerReferences: owner('apps/v1', 'Deployment', workload),
      },
    },
  ];
}

export function createVirtualService(
  namespace: string,
  service: string,
  canaryWeight: number,
): KubeObject {
  return {
    apiVersion: 'networking.istio.io/v1beta1',
    kind: 'VirtualService',
    metadata: { name: service, namespace },
    spec: {
      http: [
        {
          route: [
            {
              destination: { host: `${service}-primary` },
              weight: 100 - canaryWeight,
            },
            {
              destination: { host: `${service}-canary` },
              weight: canaryWeight,
            },
          ],
        },
      ],
    },
  };
}

export function createDeployment(
  namespace: string,
  name: string,
  replicas: number,
): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { replicas },
    status: {
      replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
      updatedReplicas: replicas,
    },
  };
}
