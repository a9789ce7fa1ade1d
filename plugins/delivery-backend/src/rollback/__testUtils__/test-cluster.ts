import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { JsonArray, JsonObject } from '@backstage/types';
import {
  ClusterClient,
  ClusterClients,
  KubernetesKind,
  KubernetesObject,
  ListOptions,
  PatchOptions,
  WatchEvent,
} from '../../clusters/cluster-client';
import { parseKubernetesObject } from '../../clusters/parse-object';
import { isJsonObject, objectAt } from '../../json/read-json';

const merge = (target: JsonObject, patch: JsonObject): JsonObject => {
  const result = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else if (isJsonObject(value))
      result[key] = merge(objectAt(result, key), value);
    else result[key] = value;
  }
  return result;
};

/** One cluster in memory: objects, resource versions, the two patch types in use. */
export class TestCluster implements ClusterClient, ClusterClients {
  readonly objects = new Map<string, JsonObject>();
  readonly patches: Array<{ kind: string; name: string }> = [];
  down = false;
  /** Called before a patch is applied: the moment in which somebody else may change the object. */
  beforePatch: () => void = () => {};
  #version = 0;

  constructor(readonly name: string) {}

  names(): string[] {
    return [this.name];
  }

  put(kind: string, namespace: string, name: string, object: JsonObject): void {
    this.#version += 1;
    const metadata = { ...objectAt(object, 'metadata'), namespace, name };
    this.objects.set(`${kind}/${namespace}/${name}`, {
      ...object,
      kind,
      metadata: { ...metadata, resourceVersion: String(this.#version) },
    });
  }

  remove(kind: string, namespace: string, name: string): void {
    this.objects.delete(`${kind}/${namespace}/${name}`);
  }

  raw(kind: string, namespace: string, name: string): JsonObject {
    return this.objects.get(`${kind}/${namespace}/${name}`) ?? {};
  }

  get(clusterName: string): ClusterClient;
  get(
    kind: KubernetesKind,
    namespace: string,
    name: string,
  ): Promise<KubernetesObject | undefined>;
  get(
    ...args: [string] | [KubernetesKind, string, string]
  ): ClusterClient | Promise<KubernetesObject | undefined> {
    if (args.length === 1) return this;
    const [kind, namespace, name] = args;
    return this.#look(() =>
      parseKubernetesObject(
        this.objects.get(`${kind.kind}/${namespace}/${name}`),
      ),
    );
  }

  async list(kind: KubernetesKind, options: ListOptions = {}) {
    return this.#look(() => {
      const wanted = (options.labelSelector ?? '').split(',').filter(Boolean);
      const items = [...this.objects.entries()]
        .filter(([key]) =>
          key.startsWith(`${kind.kind}/${options.namespace ?? ''}`),
        )
        .flatMap(([, raw]) => parseKubernetesObject(raw) ?? [])
        .filter(({ metadata }) =>
          wanted.every(pair => {
            const [key, value] = pair.split('=');
            return metadata.labels[key] === value;
          }),
        );
      return { items, resourceVersion: String(this.#version) };
    });
  }

  async patch(
    kind: KubernetesKind,
    namespace: string,
    name: string,
    patch: JsonObject | JsonArray,
    options: PatchOptions,
  ): Promise<KubernetesObject> {
    return this.#look(() => {
      this.beforePatch();
      const current = this.raw(kind.kind, namespace, name);
      const version = objectAt(current, 'metadata').resourceVersion;
      if (options.resourceVersion && options.resourceVersion !== version) {
        throw new ConflictError('the object has been modified');
      }
      let next = current;
      if (Array.isArray(patch)) {
        for (const operation of patch) {
          if (isJsonObject(operation) && operation.path === '/spec/template') {
            next = {
              ...next,
              spec: { ...objectAt(next, 'spec'), template: operation.value },
            };
          }
        }
      } else {
        next = merge(current, patch);
      }
      this.patches.push({ kind: kind.kind, name });
      this.put(kind.kind, namespace, name, next);
      const object = parseKubernetesObject(
        this.raw(kind.kind, namespace, name),
      );
      if (!object) throw new Error('not an object');
      return object;
    });
  }

  watch(): AsyncIterable<WatchEvent> {
    throw new Error('not used');
  }

  async #look<T>(run: () => T): Promise<T> {
    if (this.down)
      throw new ServiceUnavailableError(
        `Cluster ${this.name}: connection refused`,
      );
    return run();
  }
}
