import { JsonValue } from '@backstage/types';
import {
  arrayAt,
  dateAt,
  isJsonObject,
  numberAt,
  stringAt,
  stringsAt,
} from '../json/read-json';
import { KubernetesObject } from './cluster-client';

/** Checks what every object must have; `undefined` when it is no Kubernetes object. */
export function parseKubernetesObject(
  value: JsonValue | undefined,
): KubernetesObject | undefined {
  const name = stringAt(value, 'metadata', 'name');
  if (!isJsonObject(value) || name === undefined) {
    return undefined;
  }
  return {
    metadata: {
      name,
      namespace: stringAt(value, 'metadata', 'namespace'),
      uid: stringAt(value, 'metadata', 'uid'),
      resourceVersion: stringAt(value, 'metadata', 'resourceVersion'),
      generation: numberAt(value, 'metadata', 'generation'),
      creationTimestamp: dateAt(value, 'metadata', 'creationTimestamp'),
      deletionTimestamp: dateAt(value, 'metadata', 'deletionTimestamp'),
      labels: stringsAt(value, 'metadata', 'labels'),
      annotations: stringsAt(value, 'metadata', 'annotations'),
      ownerReferences: arrayAt(value, 'metadata', 'ownerReferences').flatMap(
        owner => {
          const [ownerKind, ownerName] = [
            stringAt(owner, 'kind'),
            stringAt(owner, 'name'),
          ];
          return ownerKind && ownerName
            ? [
                {
                  kind: ownerKind,
                  name: ownerName,
                  uid: stringAt(owner, 'uid'),
                },
              ]
            : [];
        },
      ),
    },
    raw: value,
  };
}
