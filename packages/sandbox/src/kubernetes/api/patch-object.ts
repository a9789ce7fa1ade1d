import { parse } from 'yaml';
import { KubeObject } from '../object-store';
import { builtInGroups } from '../kinds/resource-kinds';
import { applyJsonPatch } from '../patch/json-patch';
import { applyMergePatch } from '../patch/merge-patch';
import { applyStrategicMergePatch } from '../patch/strategic-merge-patch';
import { nameOf, parseJson } from './api-request';
import { KubeApiError } from './kube-status';
import { getObject } from './list-objects';
import { createObject, savePatched, WriteContext } from './write-objects';

export interface PatchResult {
  object: KubeObject;
  created: boolean;
}

/** PATCH in the four content types of Kubernetes. Server-side apply is simplified: it merges, without field ownership. */
export function patchObject(
  context: WriteContext,
  contentType: string,
  body: string,
): PatchResult {
  const { store, target } = context;
  const builtIn = builtInGroups.includes(target.resource.group);
  switch (contentType.split(';')[0].trim()) {
    case 'application/json-patch+json':
      return patched(context, applyJsonPatch, parseJson(body));
    case 'application/merge-patch+json':
      return patched(context, applyMergePatch, parseJson(body));
    case 'application/strategic-merge-patch+json':
      if (!builtIn) {
        break;
      }
      return patched(context, applyStrategicMergePatch, parseJson(body));
    case 'application/apply-patch+yaml': {
      const wanted: unknown = parse(body);
      if (!store.get(target.kind, target.namespace, nameOf(target))) {
        const object = createObject(
          { ...context, target: { ...target, name: undefined } },
          wanted,
        );
        return { object, created: true };
      }
      return patched(
        context,
        builtIn ? applyStrategicMergePatch : applyMergePatch,
        wanted,
      );
    }
    default:
  }
  throw new KubeApiError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml${
      builtIn ? ', application/strategic-merge-patch+json' : ''
    }`,
  );
}

function patched(
  context: WriteContext,
  apply: (target: unknown, patch: unknown) => unknown,
  patch: unknown,
): PatchResult {
  const current = getObject(context.store, context.target);
  const object = savePatched(context, current, apply(current, patch));
  return { object, created: false };
}
