import { KubeObject } from '../object-store';
import { withDefaults } from './admission';
import { cloneJson, equalJson, stringMapOf } from './json';
import { kindKey } from './kind-key';

/** Which part of an object a write may change: Kubernetes keeps `status` apart where a kind has that sub-resource. */
export type WrittenPart = 'main' | 'status' | 'all';

/** What `current` becomes when `written` arrives: the other part and the fields the server owns stay. */
export function mergeWrite(
  current: KubeObject,
  written: KubeObject,
  part: WrittenPart,
): KubeObject {
  if (part === 'status') {
    return cloneJson({ ...current, status: written.status });
  }
  const next = withDefaults({
    ...written,
    apiVersion: current.apiVersion,
    status: part === 'all' ? written.status : current.status,
    metadata: {
      ...written.metadata,
      namespace: current.metadata.namespace,
      uid: current.metadata.uid,
      resourceVersion: current.metadata.resourceVersion,
      generation: current.metadata.generation,
      creationTimestamp: current.metadata.creationTimestamp,
      deletionTimestamp: current.metadata.deletionTimestamp,
      deletionGracePeriodSeconds: current.metadata.deletionGracePeriodSeconds,
    },
  });
  // Where a custom resource has no status sub-resource (Argo CD's Application), its status counts as well.
  const changed =
    !equalJson(desired(next), desired(current)) ||
    (part === 'all' && !equalJson(next.status, current.status));
  if (next.spec && changed) {
    next.metadata.generation = (current.metadata.generation ?? 0) + 1;
  }
  return cloneJson(next);
}

/** What its controller writes on a Deployment, through the status sub-resource: no wish of anybody. */
const REVISION = 'deployment.kubernetes.io/revision';

/**
 * All that is wished for; a change here is a new generation. The annotations of a Deployment count too (not those of other
 * kinds), since its controller copies them to the ReplicaSets.
 */
function desired(object: KubeObject) {
  const { metadata, status, apiVersion, ...rest } = object;
  if (kindKey(object) !== 'apps/Deployment') {
    return rest;
  }
  const { [REVISION]: _, ...annotations } = stringMapOf(metadata.annotations);
  return { ...rest, annotations };
}
