import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { JsonValue } from '@backstage/types';
import { Readable } from 'node:stream';
import {
  arrayAt,
  isJsonObject,
  numberAt,
  parseJson,
  stringAt,
} from '../json/read-json';
import {
  ClusterClient,
  KubernetesKind,
  KubernetesObject,
  ListOptions,
  WatchEvent,
  WatchOptions,
} from './cluster-client';
import {
  ClusterConnection,
  KubernetesHttp,
  createKubernetesHttp,
} from './kubernetes-http';
import { parseKubernetesObject } from './parse-object';
import { readLines } from './read-lines';
import { messageOf } from '../errors/message-of';

const requestTimeoutMs = 10_000;
// The server is asked to end a watch after this time; a connection silent for longer than the second is taken for dead.
const watchSeconds = 280;
const watchIdleMs = 300_000;

const patchTypes = {
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
} as const;

function pathOf(
  kind: KubernetesKind,
  namespace?: string,
  name?: string,
): string {
  const root = kind.apiVersion.includes('/')
    ? `/apis/${kind.apiVersion}`
    : `/api/${kind.apiVersion}`;
  return [
    root,
    ...(namespace ? ['namespaces', encodeURIComponent(namespace)] : []),
    kind.plural,
    ...(name ? [encodeURIComponent(name)] : []),
  ].join('/');
}

async function readText(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The API server's own sentence, without anything it was sent. */
function errorFrom(cluster: string, status: number, body: string): Error {
  const detail = stringAt(parseJson(body), 'message') ?? `HTTP ${status}`;
  const message = `Cluster ${cluster}: ${detail}`;
  switch (status) {
    case 400:
    case 422:
      return new InputError(message);
    case 401:
    case 403:
      return new NotAllowedError(message);
    case 404:
      return new NotFoundError(message);
    case 409:
    case 412:
      return new ConflictError(message);
    default:
      return new ServiceUnavailableError(message);
  }
}

/** A Kubernetes API server over plain HTTP: list, watch, get and patch are all that delivery needs. */
export class HttpClusterClient implements ClusterClient {
  readonly name: string;
  readonly #http: KubernetesHttp;

  constructor(connection: ClusterConnection) {
    this.name = connection.name;
    this.#http = createKubernetesHttp(connection);
  }

  async get(
    kind: KubernetesKind,
    namespace: string,
    name: string,
  ): Promise<KubernetesObject | undefined> {
    try {
      return this.#object(
        await this.#json('GET', pathOf(kind, namespace, name)),
      );
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }

  async list(kind: KubernetesKind, options: ListOptions = {}) {
    const search = this.#search(options);
    if (options.limit !== undefined) {
      search.set('limit', String(options.limit));
    }
    if (options.continue) {
      search.set('continue', options.continue);
    }
    const answer = await this.#json(
      'GET',
      `${pathOf(kind, options.namespace)}?${search}`,
    );
    return {
      items: arrayAt(answer, 'items').flatMap(
        item => parseKubernetesObject(item) ?? [],
      ),
      resourceVersion: stringAt(answer, 'metadata', 'resourceVersion') ?? '',
      continue: stringAt(answer, 'metadata', 'continue'),
    };
  }

  async patch(
    ...[kind, namespace, name, patch, options]: Parameters<
      ClusterClient['patch']
    >
  ): Promise<KubernetesObject> {
    const { resourceVersion, type } = options;
    let body: JsonValue = patch;
    if (resourceVersion !== undefined) {
      // A resourceVersion inside the patch makes the API server refuse it when the object has changed.
      if (Array.isArray(patch)) {
        body = [
          {
            // Not `test`: a failed test is answered 422 like a wrong patch, this one 409.
            op: 'replace',
            path: '/metadata/resourceVersion',
            value: resourceVersion,
          },
          ...patch,
        ];
      } else {
        const metadata = isJsonObject(patch.metadata) ? patch.metadata : {};
        body = { ...patch, metadata: { ...metadata, resourceVersion } };
      }
    }
    return this.#object(
      await this.#json('PATCH', pathOf(kind, namespace, name), {
        body: JSON.stringify(body),
        contentType: patchTypes[type],
      }),
    );
  }

  async *watch(
    kind: KubernetesKind,
    options: WatchOptions,
  ): AsyncGenerator<WatchEvent> {
    const search = this.#search(options);
    search.set('watch', 'true');
    search.set('resourceVersion', options.resourceVersion);
    search.set('allowWatchBookmarks', 'true');
    search.set('timeoutSeconds', String(watchSeconds));
    const response = await this.#http.request({
      method: 'GET',
      path: `${pathOf(kind, options.namespace)}?${search}`,
      signal: options.signal,
      idleTimeoutMs: watchIdleMs,
    });
    if (response.statusCode === 410) {
      response.resume();
      yield {
        type: 'ERROR',
        code: 410,
        message: 'the resource version is too old',
      };
      return;
    }
    if (response.statusCode !== 200) {
      throw errorFrom(
        this.name,
        response.statusCode ?? 0,
        await readText(response),
      );
    }
    // Says that the watch is open, which may stay silent for minutes.
    yield { type: 'BOOKMARK', resourceVersion: options.resourceVersion };
    try {
      for await (const line of readLines(response)) {
        const event = this.#event(parseJson(line));
        if (event) {
          yield event;
        }
      }
    } finally {
      response.destroy();
    }
  }

  close(): void {
    this.#http.close();
  }

  #search({
    fieldSelector,
    labelSelector,
  }: Pick<ListOptions, 'fieldSelector' | 'labelSelector'>) {
    const search = new URLSearchParams();
    if (labelSelector) {
      search.set('labelSelector', labelSelector);
    }
    if (fieldSelector) {
      search.set('fieldSelector', fieldSelector);
    }
    return search;
  }

  #event(value: JsonValue | undefined): WatchEvent | undefined {
    const type = stringAt(value, 'type');
    const json = isJsonObject(value) ? value.object : undefined;
    switch (type) {
      case 'ERROR':
        return watchError(json);
      case 'BOOKMARK': {
        const resourceVersion = stringAt(json, 'metadata', 'resourceVersion');
        return resourceVersion ? { type, resourceVersion } : undefined;
      }
      case 'ADDED':
      case 'MODIFIED':
      case 'DELETED': {
        const object = parseKubernetesObject(json);
        return object && { type, object };
      }
      default:
        return undefined;
    }
  }

  #object(value: JsonValue | undefined): KubernetesObject {
    const object = parseKubernetesObject(value);
    if (!object) {
      throw new ServiceUnavailableError(
        `Cluster ${this.name}: the answer is not a Kubernetes object`,
      );
    }
    return object;
  }

  async #json(
    method: string,
    path: string,
    more: { body?: string; contentType?: string } = {},
  ): Promise<JsonValue | undefined> {
    let status: number;
    let text: string;
    try {
      const response = await this.#http.request({
        method,
        path,
        ...more,
        idleTimeoutMs: requestTimeoutMs,
      });
      status = response.statusCode ?? 0;
      text = await readText(response);
    } catch (error) {
      throw new ServiceUnavailableError(
        `Cluster ${this.name}: ${messageOf(error)}`,
      );
    }
    if (status < 200 || status > 299) {
      throw errorFrom(this.name, status, text);
    }
    return parseJson(text);
  }
}

function watchError(status: JsonValue | undefined): WatchEvent {
  return {
    type: 'ERROR',
    code: numberAt(status, 'code') ?? 500,
    message: stringAt(status, 'message') ?? 'the watch failed',
  };
}
