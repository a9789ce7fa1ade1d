import { JsonValue } from '@backstage/types';
import { KubernetesObject } from '../../clusters/cluster-client';
import {
  arrayAt,
  booleanAt,
  numberAt,
  stringAt,
  stringsAt,
} from '../../json/read-json';
import { ImageReference, parseImage } from './parse-image';

export interface DeploymentObject {
  name: string;
  generation: number;
  observedGeneration: number;
  desired: number;
  replicas: number;
  updated: number;
  ready: number;
  available: number;
  paused: boolean;
  /** `spec.progressDeadlineSeconds` passed. */
  deadlineExceeded: boolean;
  image?: ImageReference;
  selector: Record<string, string>;
}

export interface ReplicaSetObject {
  name: string;
  owner?: string;
  revision: number;
  desired: number;
  ready: number;
  createdAt?: string;
  image?: ImageReference;
}

export interface PodObject {
  name: string;
  labels: Record<string, string>;
  ready: boolean;
  terminating: boolean;
  /** `CrashLoopBackOff`, `ImagePullBackOff` … of a container that cannot start. */
  blockedBy?: string;
  image?: ImageReference;
}

// Waiting reasons that do not go away by waiting.
const blockingReasons = [
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'ErrImagePull',
  'InvalidImageName',
  'CreateContainerConfigError',
  'CreateContainerError',
  'RunContainerError',
];

/** The container that carries the version: named after the service, else the first. */
function imageOf(
  containers: JsonValue[],
  serviceNames: string[],
): ImageReference | undefined {
  const chosen =
    containers.find(container =>
      serviceNames.includes(stringAt(container, 'name') ?? ''),
    ) ?? containers[0];
  const image = stringAt(chosen, 'image');
  return image ? parseImage(image) : undefined;
}

export function parseDeployment(
  { metadata, raw }: KubernetesObject,
  service: string,
): DeploymentObject {
  const status = (key: string) => numberAt(raw, 'status', key) ?? 0;
  return {
    name: metadata.name,
    generation: metadata.generation ?? 0,
    observedGeneration: status('observedGeneration'),
    desired: numberAt(raw, 'spec', 'replicas') ?? 1,
    replicas: status('replicas'),
    updated: status('updatedReplicas'),
    ready: status('readyReplicas'),
    available: status('availableReplicas'),
    paused: booleanAt(raw, 'spec', 'paused'),
    deadlineExceeded: arrayAt(raw, 'status', 'conditions').some(
      condition =>
        stringAt(condition, 'type') === 'Progressing' &&
        stringAt(condition, 'reason') === 'ProgressDeadlineExceeded',
    ),
    image: imageOf(arrayAt(raw, 'spec', 'template', 'spec', 'containers'), [
      service,
      metadata.name,
    ]),
    selector: stringsAt(raw, 'spec', 'selector', 'matchLabels'),
  };
}

export function parseReplicaSet(
  { metadata, raw }: KubernetesObject,
  service: string,
): ReplicaSetObject {
  const owner = metadata.ownerReferences.find(
    ({ kind }) => kind === 'Deployment',
  )?.name;
  return {
    name: metadata.name,
    owner,
    revision:
      Number(metadata.annotations['deployment.kubernetes.io/revision'] ?? 0) ||
      0,
    desired: numberAt(raw, 'spec', 'replicas') ?? 0,
    ready: numberAt(raw, 'status', 'readyReplicas') ?? 0,
    createdAt: metadata.creationTimestamp,
    image: imageOf(arrayAt(raw, 'spec', 'template', 'spec', 'containers'), [
      service,
      ...(owner ? [owner] : []),
    ]),
  };
}

export function parsePod(
  { metadata, raw }: KubernetesObject,
  service: string,
): PodObject {
  const statuses = [
    ...arrayAt(raw, 'status', 'initContainerStatuses'),
    ...arrayAt(raw, 'status', 'containerStatuses'),
  ];
  return {
    name: metadata.name,
    labels: metadata.labels,
    ready: arrayAt(raw, 'status', 'conditions').some(
      condition =>
        stringAt(condition, 'type') === 'Ready' &&
        stringAt(condition, 'status') === 'True',
    ),
    terminating: metadata.deletionTimestamp !== undefined,
    blockedBy: statuses
      .map(status => stringAt(status, 'state', 'waiting', 'reason'))
      .find(reason => reason !== undefined && blockingReasons.includes(reason)),
    image: imageOf(arrayAt(raw, 'spec', 'containers'), [service]),
  };
}
