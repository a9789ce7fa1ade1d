import { isJsonObject, JsonObject, objectOf, objectsOf } from '../store/json';
import { createKubernetesApiServer } from '../api/kubernetes-api-server';
import { createObjectStore } from '../store/memory-object-store';
import { namespace } from './fixtures';

export const DEPLOYMENTS = '/apis/apps/v1/namespaces/shop/deployments';

/** An API server with the empty namespaces `shop` and `other`, and the ways to talk to it. Objects are two and a half hours old. */
export function createApiHarness() {
  const store = createObjectStore({
    cluster: 'test',
    clock: () => new Date('2026-03-01T10:00:00Z'),
    historyLimit: 20,
  });
  const server = createKubernetesApiServer({
    store,
    port: 0,
    token: 'secret',
    clock: () => new Date('2026-03-01T12:30:00Z'),
  });

  async function call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const response = await fetch(server.url + path, {
      method,
      headers: {
        authorization: 'Bearer secret',
        'content-type': 'application/json',
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    const json: unknown = text.startsWith('{') ? JSON.parse(text) : {};
    return { code: response.status, body: objectOf(json), text };
  }
  const patch = (path: string, type: string, body: unknown) =>
    call('PATCH', path, body, { 'content-type': `application/${type}` });
  const namesIn = (list: JsonObject) =>
    objectsOf(list.items).map(it => objectOf(it.metadata).name);

  /** Reads `count` events of a watch. */
  async function watch(
    path: string,
    count: number,
    cause: () => void | Promise<unknown> = () => {},
  ) {
    const abort = new AbortController();
    const response = await fetch(server.url + path, {
      headers: { authorization: 'Bearer secret' },
      signal: abort.signal,
    });
    await cause();
    const events: JsonObject[] = [];
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      text += decoder.decode(chunk);
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      lines
        .map((line): unknown => JSON.parse(line))
        .filter(isJsonObject)
        .forEach(it => events.push(it));
      if (events.length >= count) {
        break;
      }
    }
    abort.abort();
    return events.map(({ type, object }) => ({
      type,
      object: objectOf(object),
      name: objectOf(objectOf(object).metadata).name,
    }));
  }

  return {
    store,
    server,
    call,
    patch,
    watch,
    namesIn,
    reset() {
      for (const name of ['shop', 'other']) {
        store.delete({ apiVersion: 'v1', kind: 'Namespace' }, undefined, name);
        store.create(namespace(name));
      }
    },
  };
}
