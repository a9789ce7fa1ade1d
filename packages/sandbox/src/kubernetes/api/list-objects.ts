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

/** One page; `continue` names the last object of the page before. */
export function listObjects(
  store: ClusterObjectStore,
  target: ResourceTarget,
  query: URLSearchParams,
): ObjectPage {
  const resourceVersion = String(store.resourceVersion());
  const after = parseContinue(query.get('continue'));
  const matching = store
    .list(target.kind, target.namespace)
    .filter(parseFilter(target, query));
  const rest = after
    ? matching.filter(object => keyOf(object) > after)
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
            continue: Buffer.from(keyOf(last)).toString('base64url'),
            remainingItemCount,
          }
        : { resourceVersion },
  };
}

function keyOf({ metadata }: KubeObject): string {
  return nameKey(metadata.namespace, metadata.name);
}

function parseContinue(token: string | null): string | undefined {
  if (!token) {
    return undefined;
  }
  const key = Buffer.from(token, 'base64url').toString();
  if (!key.includes('/')) {
    throw new KubeApiError(400, 'BadRequest', 'continue key is not valid');
  }
  return key;
}
