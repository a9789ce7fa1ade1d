import { ServerResponse } from 'node:http';
import { KubeObject } from '../object-store';
import { LoggedChange } from '../store/change-log';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { copyAs } from '../store/kube-object';
import { kindKey } from '../store/kind-key';
import { isTrue, parseFilter, ResourceTarget } from './api-request';
import { failure } from './kube-status';
import { Rendering, renderObject } from './rendering';

/** As long as a real API server lets a watch live at least. */
const DEFAULT_TIMEOUT_SECONDS = 1800;
const BOOKMARK_INTERVAL_MS = 20_000;

type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED';

export interface WatchOptions {
  store: ClusterObjectStore;
  target: ResourceTarget;
  query: URLSearchParams;
  response: ServerResponse;
  rendering(): Rendering;
}

/** Streams changes as JSON lines until the client goes, time is up or `stop` is called. Returns `stop`. */
export function watchObjects(options: WatchOptions): () => void {
  const { store, target, query, response } = options;
  const matches = parseFilter(target, query);
  const key = kindKey(target.kind);
  let sentVersion = 0;
  let headerSent = false;

  response.writeHead(200, {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  });
  response.flushHeaders();
  const write = (type: string, object: object) =>
    response.write(`${JSON.stringify({ type, object })}\n`);
  const send = (type: WatchEventType, object: KubeObject) => {
    const copy = copyAs(target.kind, object);
    write(type, renderObject(target, copy, options.rendering(), !headerSent));
    headerSent = true;
  };
  const forward = (change: LoggedChange) => {
    if (change.version <= sentVersion) {
      return;
    }
    sentVersion = change.version;
    if (kindKey(change.object) === key) {
      const type = eventType(change, matches);
      if (type) {
        send(type, shownObject(change, type));
      }
    }
  };
  const bookmark = (annotations?: Record<string, string>) =>
    write('BOOKMARK', {
      ...target.kind,
      metadata: {
        name: '',
        resourceVersion: String(sentVersion),
        ...(annotations && { annotations }),
      },
    });

  const since = query.get('resourceVersion') ?? '';
  const initial = isTrue(query, 'sendInitialEvents');
  if (initial || since === '' || since === '0') {
    sentVersion = store.resourceVersion();
    store
      .list(target.kind, target.namespace)
      .filter(matches)
      .forEach(it => send('ADDED', it));
    if (initial && isTrue(query, 'allowWatchBookmarks')) {
      bookmark({ 'k8s.io/initial-events-end': 'true' });
    }
  } else {
    try {
      const missed = store.changesSince(Number(since));
      sentVersion = Number(since);
      missed.forEach(forward);
    } catch (error) {
      write('ERROR', failure(error));
      response.end();
      return () => {};
    }
  }

  const unsubscribe = store.watchLog(forward);
  const seconds =
    Number(query.get('timeoutSeconds')) || DEFAULT_TIMEOUT_SECONDS;
  const end = setTimeout(() => response.end(), seconds * 1000);
  const bookmarks = isTrue(query, 'allowWatchBookmarks')
    ? setInterval(() => bookmark(), BOOKMARK_INTERVAL_MS)
    : undefined;
  response.on('close', () => {
    unsubscribe();
    clearTimeout(end);
    clearInterval(bookmarks);
  });
  return () => response.end();
}

/** What left the selectors is shown as it was last seen, in the version of the change. */
function shownObject(
  { type, object, previous, version }: LoggedChange,
  shownAs: WatchEventType,
): KubeObject {
  if (shownAs !== 'DELETED' || type === 'DELETED' || !previous) {
    return object;
  }
  const metadata = { ...previous.metadata, resourceVersion: String(version) };
  return { ...previous, metadata };
}

/** An object that begins or ends to match the selectors is added or deleted for this watcher. */
function eventType(
  { type, object, previous }: LoggedChange,
  matches: (object: KubeObject) => boolean,
): WatchEventType | undefined {
  const before = previous !== undefined && matches(previous);
  const after = type !== 'DELETED' && matches(object);
  if (before) {
    return after ? 'MODIFIED' : 'DELETED';
  }
  return after ? 'ADDED' : undefined;
}
