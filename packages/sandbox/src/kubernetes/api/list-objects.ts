import { NotFoundError } from '@backstage/errors';
import { KubeObject } from '../object-store';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { nameKey } from '../store/kind-key';
import { nameOf, parseFilter, ResourceTarget } from './api-request';
import { KubeApiError } from './kube-status';
import { ListMetadata, qualifiedName } from './rendering';

export interface ObjectPage {
  objects: KubeObject[];
  metadata: ListMetadata;
}

export function getObject(
  store: ClusterObjectStore,
  target: ResourceTarget,
): KubeObject {
  const name = nameOf(target);
  const object = store.get(target.kind, target.namespace, name);
  if (!object) {
    throw new NotFoundError(`${qualifiedName(target)} "${name}" not found`);
  }
  return object;
}

/**
 * One page; `continue` names the last object of the page before and the version of the first page. All pages carry that
 * version: a watch from there on misses no change that was made between two pages.
 */
export function listObjects(
  store: ClusterObjectStore,
  target: ResourceTarget,
  query: URLSearchParams,
): ObjectPage {
  const page = parseContinue(query.get('continue'));
  const resourceVersion = page?.version ?? String(store.resourceVersion());
  const matching = store
    .list(target.kind, target.namespace)
    .filter(parseFilter(target, query));
  const rest = page
    ? matching.filter(object => keyOf(object) > page.after)
    : matching;
  const limit = Number(query.get('limit') ?? 0) || rest.length;
  const objects = rest.slice(0, limit);
  const remainingItemCount = rest.length - objects.length;
  const last = objects.at(-1);
  return {
    objects,
    metadata:
      remainingItemCount > 0 && last
        ? {
            resourceVersion,
            continue: continueToken(resourceVersion, keyOf(last)),
            remainingItemCount,
          }
        : { resourceVersion },
  };
}

function keyOf({ metadata }: KubeObject): string {
  return nameKey(metadata.namespace, metadata.name);
}

function continueToken(version: string, after: string): string {
  return Buffer.from(`${version}:${after}`).toString('base64url');
}

function parseContinue(
  token: string | null,
): { version: string; after: string } | undefined {
  if (!token) {
    return undefined;
  }
  const text = Buffer.from(token, 'base64url').toString();
  const [, version, after] = /^(\d+):(.*\/.*)$/.exec(text) ?? [];
  if (!version) {
    throw new KubeApiError(400, 'BadRequest', 'continue key is not valid');
  }
  return { version, after };
}
