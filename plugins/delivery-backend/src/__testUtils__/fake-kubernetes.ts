import { JsonObject } from '@backstage/types';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { at, isJsonObject, parseJson, stringAt } from '../json/read-json';
import { mergePatch } from './merge-patch';
import { placeOf } from './kubernetes-place';

interface Watcher {
  collection: string;
  namespace?: string;
  response: http.ServerResponse;
}

interface StoredObject {
  collection: string;
  object: JsonObject;
}

const withVersion = (object: JsonObject, version: number): JsonObject => ({
  ...object,
  metadata: {
    ...(isJsonObject(object.metadata) ? object.metadata : {}),
    resourceVersion: String(version),
  },
});

const notFound: [number, string] = [
  404,
  'the server could not find the requested resource',
];

/**
 * The little of the Kubernetes API that delivery uses, over real HTTP: list with pages, watch with history, get, merge patch
 * with preconditions, 410 for what is too old.
 */
export class FakeKubernetes {
  readonly requests: Array<{
    method: string;
    url: string;
    authorization?: string;
  }> = [];
  readonly #objects = new Map<string, StoredObject>();
  readonly #watchers = new Set<Watcher>();
  readonly #log: Array<StoredObject & { type: string; version: number }> = [];
  readonly #absent = new Set<string>();
  readonly #server = http.createServer((request, response) =>
    this.#handle(request, response),
  );
  #version = 1;
  #compactedTo = 0;
  #forbidden = false;
  #watchForbidden = false;
  #pageSize = 500;

  async start(port = 0): Promise<string> {
    await new Promise<void>(resolve =>
      this.#server.listen(port, '127.0.0.1', resolve),
    );
    return this.url;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    const address = this.#server.address() as AddressInfo;
    return address.port;
  }

  /** Closes every connection, as a machine that is switched off. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  /** `collection` is the plural name. */
  put(collection: string, object: JsonObject): void {
    this.#version += 1;
    const key = this.#key(collection, object);
    const type = this.#objects.has(key) ? 'MODIFIED' : 'ADDED';
    const stored = { collection, object: withVersion(object, this.#version) };
    this.#objects.set(key, stored);
    this.#emit({ ...stored, type, version: this.#version });
  }

  remove(collection: string, namespace: string, name: string): void {
    const key = `${collection}/${namespace}/${name}`;
    const stored = this.#objects.get(key);
    if (stored) {
      this.#version += 1;
      this.#objects.delete(key);
      this.#emit({
        collection,
        object: withVersion(stored.object, this.#version),
        type: 'DELETED',
        version: this.#version,
      });
    }
  }

  /** The cluster does not know this kind. */
  setAbsent(...collections: string[]): void {
    collections.forEach(collection => this.#absent.add(collection));
  }

  setForbidden(forbidden: boolean): void {
    this.#forbidden = forbidden;
  }

  /** Listing stays allowed: what a role without the verb `watch` looks like. */
  setWatchForbidden(forbidden: boolean): void {
    this.#watchForbidden = forbidden;
  }

  setPageSize(size: number): void {
    this.#pageSize = size;
  }

  /** Forgets the past: watches from before answer 410. Open watches are told so. */
  compact(): void {
    this.#version += 1;
    this.#compactedTo = this.#version;
    for (const { response } of this.#watchers) {
      const gone = {
        kind: 'Status',
        code: 410,
        message: 'too old resource version',
      };
      response.end(`${JSON.stringify({ type: 'ERROR', object: gone })}\n`);
    }
  }

  /** Ends the watches as a server does after their time is over. */
  endWatches(): void {
    this.#watchers.forEach(({ response }) => response.end());
  }

  sendBookmarks(): void {
    for (const { collection, response } of this.#watchers) {
      const object = {
        kind: collection,
        metadata: { resourceVersion: String(this.#version) },
      };
      response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
    }
  }

  countRequests(pattern: RegExp): number {
    return this.requests.filter(({ url }) => pattern.test(url)).length;
  }

  #key(collection: string, object: JsonObject): string {
    const namespace = stringAt(object, 'metadata', 'namespace') ?? '';
    return `${collection}/${namespace}/${
      stringAt(object, 'metadata', 'name') ?? ''
    }`;
  }

  #emit(event: StoredObject & { type: string; version: number }) {
    this.#log.push(event);
    for (const watcher of this.#watchers) {
      this.#send(watcher, event);
    }
  }

  #send(
    watcher: Watcher,
    { collection, object, type }: StoredObject & { type: string },
  ) {
    const namespace = stringAt(object, 'metadata', 'namespace');
    const matches =
      watcher.collection === collection &&
      (watcher.namespace === undefined || watcher.namespace === namespace);
    if (matches) {
      watcher.response.write(`${JSON.stringify({ type, object })}\n`);
    }
  }

  #handle(request: http.IncomingMessage, response: http.ServerResponse) {
    const { authorization } = request.headers;
    this.requests.push({
      method: request.method ?? '',
      url: request.url ?? '',
      authorization,
    });
    const url = new URL(request.url ?? '/', 'http://fake');
    const place = placeOf(url.pathname);
    const watching = url.searchParams.get('watch') === 'true';
    const refusal = this.#refusal(place?.collection, watching);
    if (refusal || !place) {
      this.#status(response, ...(refusal ?? notFound));
      return;
    }
    const { collection, name, namespace } = place;
    if (name) {
      this.#one(request, response, `${collection}/${namespace ?? ''}/${name}`);
    } else if (watching) {
      this.#watch(response, url, collection, namespace);
    } else {
      this.#list(response, url, collection, namespace);
    }
  }

  #refusal(
    collection: string | undefined,
    watching: boolean,
  ): [number, string] | undefined {
    if (!collection) return notFound;
    if (this.#forbidden || (watching && this.#watchForbidden)) {
      return [403, `${collection} is forbidden`];
    }
    return this.#absent.has(collection) ? notFound : undefined;
  }

  #watch(
    response: http.ServerResponse,
    url: URL,
    collection: string,
    namespace: string | undefined,
  ) {
    const from = Number(url.searchParams.get('resourceVersion'));
    if (from < this.#compactedTo) {
      this.#status(response, 410, 'too old resource version');
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    const watcher = { collection, namespace, response };
    this.#log
      .filter(({ version }) => version > from)
      .forEach(event => this.#send(watcher, event));
    this.#watchers.add(watcher);
    response.on('close', () => this.#watchers.delete(watcher));
  }

  #list(
    response: http.ServerResponse,
    url: URL,
    collection: string,
    namespace: string | undefined,
  ) {
    const limit = Math.min(
      Number(url.searchParams.get('limit') ?? 500),
      this.#pageSize,
    );
    const start = Number(url.searchParams.get('continue') ?? 0);
    const all = [...this.#objects.values()]
      .filter(stored => stored.collection === collection)
      .map(({ object }) => object)
      .filter(
        object =>
          namespace === undefined ||
          stringAt(object, 'metadata', 'namespace') === namespace,
      );
    const more = all.length > start + limit;
    this.#json(response, 200, {
      kind: 'List',
      metadata: {
        resourceVersion: String(this.#version),
        ...(more ? { continue: String(start + limit) } : {}),
      },
      items: all.slice(start, start + limit),
    });
  }

  #one(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    key: string,
  ) {
    const stored = this.#objects.get(key);
    if (!stored) {
      this.#status(response, 404, `${key} not found`);
      return;
    }
    if (request.method !== 'PATCH') {
      this.#json(response, 200, stored.object);
      return;
    }
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      const patch = parseJson(body);
      const wanted = stringAt(patch, 'metadata', 'resourceVersion');
      if (
        wanted &&
        wanted !== at(stored.object, 'metadata', 'resourceVersion')
      ) {
        this.#status(response, 409, 'the object has been modified');
        return;
      }
      const merged = mergePatch(stored.object, patch);
      this.put(
        stored.collection,
        isJsonObject(merged) ? merged : stored.object,
      );
      this.#json(response, 200, this.#objects.get(key)?.object ?? {});
    });
  }

  #status(response: http.ServerResponse, code: number, message: string) {
    this.#json(response, code, { kind: 'Status', code, message });
  }

  #json(response: http.ServerResponse, status: number, body: JsonObject) {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  }
}
