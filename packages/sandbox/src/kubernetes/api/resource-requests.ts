import { NotFoundError } from '@backstage/errors';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { ApiRequest, nameOf, parseJson, ResourceTarget } from './api-request';
import { KubeApiError, success } from './kube-status';
import { getObject, listObjects } from './list-objects';
import { patchObject } from './patch-object';
import { podLog } from './pod-log';
import {
  renderList,
  renderObject,
  Rendering,
  representationFor,
} from './rendering';
import { scaleOf, withScale } from './scale';
import {
  createObject,
  deleteObject,
  parseDelete,
  replaceObject,
  savePatched,
} from './write-objects';

/** A string is sent as text, everything else as JSON. */
export interface ApiResponse {
  code: number;
  body: object | string;
}

export function renderingFor(request: ApiRequest, now: Date): Rendering {
  return {
    representation: representationFor(request),
    includeObject: request.query.get('includeObject') ?? 'Metadata',
    now,
  };
}

/** Everything about stored objects but `watch`. */
export function handleResource(
  store: ClusterObjectStore,
  target: ResourceTarget,
  request: ApiRequest,
  now: Date,
): ApiResponse {
  const { method, query } = request;
  requireReadableBody(request);
  const rendering = renderingFor(request, now);
  const context = { store, target, dryRun: query.has('dryRun') };
  if (target.subresource && target.subresource !== 'status') {
    return handleSubresource(store, target, request);
  }
  requireStatus(target);
  switch (method) {
    case 'GET':
      return { code: 200, body: readBody(store, target, query, rendering) };
    case 'POST': {
      const created = createObject(context, parseJson(request.body));
      return { code: 201, body: renderObject(target, created, rendering) };
    }
    case 'PUT': {
      const replaced = replaceObject(context, parseJson(request.body));
      return { code: 200, body: renderObject(target, replaced, rendering) };
    }
    case 'PATCH': {
      const { object, created } = patchObject(
        context,
        request.contentType,
        request.body,
      );
      return {
        code: created ? 201 : 200,
        body: renderObject(target, object, rendering),
      };
    }
    case 'DELETE':
      return {
        code: 200,
        body: handleDelete(store, target, request, rendering),
      };
    default:
      throw methodNotAllowed();
  }
}

function requireStatus({ subresource, resource }: ResourceTarget): void {
  if (subresource && !resource.statusSubresource) {
    throw new NotFoundError('the server could not find the requested resource');
  }
}

function readBody(
  store: ClusterObjectStore,
  target: ResourceTarget,
  query: ApiRequest['query'],
  rendering: ReturnType<typeof renderingFor>,
) {
  if (target.name) {
    return renderObject(target, getObject(store, target), rendering);
  }
  const { objects, metadata } = listObjects(store, target, query);
  return renderList(target, objects, metadata, rendering);
}

function handleDelete(
  store: ClusterObjectStore,
  target: ResourceTarget,
  request: ApiRequest,
  rendering: Rendering,
): object {
  const body = parseJson(request.body);
  const options = parseDelete(request.query, body);
  const dryRun =
    request.query.has('dryRun') ||
    JSON.stringify(body ?? {}).includes('"dryRun":["All"]');
  if (!target.name) {
    const { objects, metadata } = listObjects(store, target, request.query);
    for (const {
      metadata: { name, namespace },
    } of objects) {
      deleteObject(
        { store, target: { ...target, name, namespace }, dryRun },
        options,
      );
    }
    return renderList(target, objects, metadata, rendering);
  }
  const { object, gone } = deleteObject({ store, target, dryRun }, options);
  return gone
    ? success({
        name: nameOf(target),
        group: target.resource.group,
        kind: target.resource.plural,
        uid: object.metadata.uid,
      })
    : renderObject(target, object, rendering);
}

function handleSubresource(
  store: ClusterObjectStore,
  target: ResourceTarget,
  request: ApiRequest,
): ApiResponse {
  const { method, contentType } = request;
  const object = getObject(store, target);
  if (target.subresource === 'log' && object.kind === 'Pod') {
    return { code: 200, body: podLog(object, request.query) };
  }
  if (target.subresource !== 'scale' || !target.resource.scaleSubresource) {
    throw new NotFoundError('the server could not find the requested resource');
  }
  if (method === 'GET') {
    return { code: 200, body: scaleOf(object) };
  }
  if (!['PUT', 'PATCH'].includes(method)) {
    throw methodNotAllowed();
  }
  const scaled = withScale(
    object,
    method,
    contentType,
    parseJson(request.body),
  );
  const dryRun = request.query.has('dryRun');
  return {
    code: 200,
    body: scaleOf(savePatched({ store, target, dryRun }, object, scaled)),
  };
}

function methodNotAllowed(): KubeApiError {
  return new KubeApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

const readableTypes = /json|apply-patch\+yaml/;

/** Protobuf is the one format Kubernetes clients may send that we cannot read; kubectl does so for `create` and
 * `autoscale`; `apply` and all other commands send JSON. */
function requireReadableBody({ body, contentType }: ApiRequest): void {
  if (body && !readableTypes.test(contentType)) {
    throw new KubeApiError(
      415,
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json (the sandbox reads no protobuf: use `kubectl apply`)',
    );
  }
}
