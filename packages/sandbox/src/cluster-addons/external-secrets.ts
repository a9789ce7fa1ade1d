import { createHash } from 'node:crypto';
import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { objectOf, objectsOf, stringOf } from '../kubernetes/store/json';
import { controllerReference } from '../kubernetes/store/kube-object';

const externalSecretKind = {
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
};
const secretKind = { apiVersion: 'v1', kind: 'Secret' };

/**
 * External Secrets of one cluster: makes the Secret an ExternalSecret asks for. There is no AWS here, so the values are
 * made up from the name of the remote key: the same every time, and worthless elsewhere.
 */
export function createExternalSecrets(
  store: ObjectStore,
  clock: () => Date = () => new Date(),
): { start(): void; stop(): void } {
  let unsubscribe: (() => void) | undefined;
  return {
    start() {
      store.list(externalSecretKind).forEach(it => provide(store, it, clock));
      unsubscribe = store.watch(({ type, object }) => {
        if (type !== 'DELETED' && object.kind === externalSecretKind.kind) {
          provide(store, object, clock);
        }
      });
    },
    stop() {
      unsubscribe?.();
      unsubscribe = undefined;
    },
  };
}

function provide(
  store: ObjectStore,
  external: KubeObject,
  clock: () => Date,
): void {
  const { namespace, name, generation = 1 } = external.metadata;
  const status = objectOf(external.status);
  const version = `${generation}-${external.metadata.uid}`;
  if (status.syncedResourceVersion === version) {
    return;
  }
  const spec = objectOf(external.spec);
  const target = stringOf(objectOf(spec.target).name) ?? name;
  const template = objectOf(objectOf(spec.target).template);
  const data = Object.fromEntries(
    objectsOf(spec.data).map(entry => {
      const remote = objectOf(entry.remoteRef);
      const value = madeUp(`${String(remote.key)}/${String(remote.property)}`);
      return [String(entry.secretKey), Buffer.from(value).toString('base64')];
    }),
  );
  const existing = store.get(secretKind, namespace, target);
  const secret: KubeObject = {
    ...secretKind,
    metadata: {
      ...existing?.metadata,
      resourceVersion: undefined,
      name: target,
      namespace,
      labels: external.metadata.labels,
      annotations: Object.fromEntries(
        Object.entries(objectOf(objectOf(template.metadata).annotations)).map(
          ([key, value]) => [key, String(value)],
        ),
      ),
      ownerReferences: [controllerReference(external)],
    },
    data,
  };
  if (existing) {
    store.update(secret);
  } else {
    store.create(secret);
  }
  const now = `${clock().toISOString().slice(0, 19)}Z`;
  store.updateStatus({
    ...external,
    metadata: { ...external.metadata, resourceVersion: undefined },
    status: {
      refreshTime: now,
      syncedResourceVersion: version,
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'SecretSynced',
          message: 'secret synced',
          lastTransitionTime: now,
        },
      ],
    },
  });
}

function madeUp(key: string): string {
  return `sandbox-${createHash('sha256')
    .update(key)
    .digest('hex')
    .slice(0, 24)}`;
}
