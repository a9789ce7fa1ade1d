import { InputError } from '@backstage/errors';
import { KubeObject } from '../object-store';
import { applyJsonPatch } from '../patch/json-patch';
import { applyMergePatch } from '../patch/merge-patch';
import { numberOf, objectOf } from '../store/json';
import { labelText, NONE } from '../kinds/columns';

/** The `autoscaling/v1` Scale of a workload. */
export function scaleOf(object: KubeObject) {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const selector = labelText(objectOf(object.spec?.selector).matchLabels);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberOf(object.spec?.replicas) ?? 0 },
    status: {
      replicas: numberOf(object.status?.replicas) ?? 0,
      ...(selector !== NONE && { selector }),
    },
  };
}

/** The workload with the replicas (and the version precondition) of a Scale that was PUT or patched. */
export function withScale(
  object: KubeObject,
  method: string,
  contentType: string,
  body: unknown,
): KubeObject {
  const current = scaleOf(object);
  let wanted: unknown = body;
  if (method === 'PATCH') {
    wanted = contentType.startsWith('application/json-patch')
      ? applyJsonPatch(current, body)
      : applyMergePatch(current, body);
  }
  const { spec, metadata } = objectOf(wanted);
  const replicas = numberOf(objectOf(spec).replicas) ?? 0;
  if (!Number.isInteger(replicas) || replicas < 0) {
    throw new InputError('spec.replicas: must be greater than or equal to 0');
  }
  const { resourceVersion } = objectOf(metadata);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      resourceVersion:
        typeof resourceVersion === 'string'
          ? resourceVersion
          : object.metadata.resourceVersion,
    },
    spec: { ...object.spec, replicas },
  };
}
