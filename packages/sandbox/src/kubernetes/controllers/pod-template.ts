import { createHash } from 'node:crypto';
import { KubeObject } from '../object-store';
import {
  equalJson,
  isJsonObject,
  JsonObject,
  objectOf,
  stringMapOf,
} from '../store/json';
import { SAFE_CHARACTERS } from '../store/random-suffix';
import { HASH_LABEL } from './workload-kinds';

/** A name part that is the same for the same template, in the characters Kubernetes uses for it. */
export function templateHash(template: unknown): string {
  const digest = createHash('sha256').update(canonical(template)).digest();
  return [...digest.subarray(0, 10)]
    .map(byte => SAFE_CHARACTERS[byte % SAFE_CHARACTERS.length])
    .join('');
}

/** Whether a ReplicaSet runs exactly this template. */
export function hasTemplate(set: KubeObject, template: unknown): boolean {
  return equalJson(
    withoutHash(objectOf(set.spec?.template)),
    withoutHash(objectOf(template)),
  );
}

export function withHash(template: JsonObject, hash: string): JsonObject {
  const metadata = objectOf(template.metadata);
  return {
    ...template,
    metadata: {
      ...metadata,
      labels: { ...stringMapOf(metadata.labels), [HASH_LABEL]: hash },
    },
  };
}

function withoutHash(template: JsonObject): JsonObject {
  const metadata = objectOf(template.metadata);
  const { [HASH_LABEL]: _, ...labels } = stringMapOf(metadata.labels);
  // Written by clients that marshal an empty time; it says nothing.
  const { creationTimestamp, ...rest } = metadata;
  return { ...template, metadata: { ...rest, labels } };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, item) =>
    isJsonObject(item)
      ? Object.fromEntries(
          Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : item,
  );
}
