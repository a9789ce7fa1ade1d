import { createHash } from 'node:crypto';
import { apiVersionOf } from './kinds/resource-kind';
import { builtInGroups, resourceKinds } from './kinds/resource-kinds';
import { KubeObject } from './object-store';
import { ClusterObjectStore } from './store/cluster-object-store';

const ZONES = ['ap-northeast-2a', 'ap-northeast-2c'];
const SYSTEM_NAMESPACES = ['default', 'kube-system'];
const ownGroups = [...builtInGroups, 'apiextensions.k8s.io'];

/** What every cluster has before anybody uses it: namespaces, two nodes, the definitions of its custom resources. */
export function seedCluster(store: ClusterObjectStore, now: Date): void {
  const objects = [
    ...SYSTEM_NAMESPACES.map(namespace),
    ...ZONES.map((zone, index) => node(store.cluster, zone, index, now)),
    ...customResourceDefinitions(),
  ];
  for (const object of objects) {
    if (!store.get(object, undefined, object.metadata.name)) {
      store.create(object);
    }
  }
}

function namespace(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  };
}

function node(
  cluster: string,
  zone: string,
  index: number,
  now: Date,
): KubeObject {
  const host = createHash('sha1').update(`${cluster}/${index}`).digest()[0];
  const address = `10.0.${index + 1}.${(host % 250) + 4}`;
  const name = `ip-${address.replace(
    /\./g,
    '-',
  )}.ap-northeast-2.compute.internal`;
  const capacity = { cpu: '4', memory: '16Gi', pods: '58' };
  const time = `${now.toISOString().slice(0, 19)}Z`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'node.kubernetes.io/instance-type': 'm6i.xlarge',
        'topology.kubernetes.io/zone': zone,
        'topology.kubernetes.io/region': 'ap-northeast-2',
      },
    },
    spec: {},
    status: {
      capacity,
      allocatable: { ...capacity, cpu: '3920m' },
      addresses: [
        { type: 'InternalIP', address },
        { type: 'Hostname', address: name },
      ],
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'KubeletReady',
          message: 'kubelet is posting ready status',
          lastHeartbeatTime: time,
          lastTransitionTime: time,
        },
      ],
      nodeInfo: {
        kubeletVersion: 'v1.35.0-sandbox',
        osImage: 'HEAL7 sandbox (simulated)',
        kernelVersion: 'none',
        containerRuntimeVersion: 'sandbox://1',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  };
}

function customResourceDefinitions(): KubeObject[] {
  return resourceKinds
    .filter(({ group }) => !ownGroups.includes(group))
    .map(resource => {
      const { group, kind, plural, shortNames, namespaced, version } = resource;
      return {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `${plural}.${group}` },
        spec: {
          group,
          scope: namespaced ? 'Namespaced' : 'Cluster',
          names: {
            kind,
            plural,
            singular: kind.toLowerCase(),
            listKind: `${kind}List`,
            shortNames,
          },
          versions: [version, ...resource.otherVersions].map(name => ({
            name,
            served: true,
            storage: apiVersionOf(resource) === apiVersionOf(resource, name),
            schema: {
              openAPIV3Schema: {
                type: 'object',
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          })),
        },
        status: {
          acceptedNames: { kind, plural },
          storedVersions: [version],
          conditions: [{ type: 'Established', status: 'True' }],
        },
      };
    });
}
