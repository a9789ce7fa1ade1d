import { NotFoundError } from '@backstage/errors';
import { apiVersionOf, ResourceKind } from '../kinds/resource-kind';
import { resourceKinds } from '../kinds/resource-kinds';
import { groupVersions } from './discovery';

const info = { title: 'HEAL7 sandbox cluster', version: 'v1.35.0' };

/**
 * The schema documents kubectl asks for. They are true but coarse: every kind is an object, and every PATCH takes the query
 * parameters by which kubectl decides to leave validation and dry runs to the server.
 */
export function openApiDocument(path: string): object | undefined {
  if (path === '/openapi/v2') {
    return { swagger: '2.0', info, paths: {}, definitions: {} };
  }
  if (path === '/openapi/v3') {
    return {
      paths: Object.fromEntries(
        groupVersions().map(it => [
          pathOf(it),
          { serverRelativeURL: `/openapi/v3/${pathOf(it)}?hash=sandbox` },
        ]),
      ),
    };
  }
  if (!path.startsWith('/openapi/v3/')) {
    return undefined;
  }
  const wanted = path.slice('/openapi/v3/'.length);
  const found = groupVersions().find(it => pathOf(it) === wanted);
  if (!found) {
    throw new NotFoundError(`no schema for ${wanted}`);
  }
  const kinds = resourceKinds.filter(
    it =>
      it.group === found.group &&
      [it.version, ...it.otherVersions].includes(found.version),
  );
  return {
    openapi: '3.0.0',
    info,
    paths: Object.fromEntries(kinds.map(kind => pathItem(kind, found.version))),
    components: {
      schemas: Object.fromEntries(
        kinds.map(kind => schema(kind, found.version)),
      ),
    },
  };
}

function pathOf({ group, version }: { group: string; version: string }) {
  return group ? `apis/${group}/${version}` : `api/${version}`;
}

function identity({ group, kind }: ResourceKind, version: string) {
  return { group, version, kind };
}

function pathItem(kind: ResourceKind, version: string): [string, object] {
  const scope = kind.namespaced ? '/namespaces/{namespace}' : '';
  const root = `/${pathOf({ group: kind.group, version })}`;
  const patch = {
    description: `partially update the specified ${kind.kind}`,
    operationId: `patch${kind.kind}`,
    parameters: ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(
      name => ({ name, in: 'query', schema: { type: 'string' } }),
    ),
    responses: { '200': { description: 'OK' } },
    'x-kubernetes-action': 'patch',
    'x-kubernetes-group-version-kind': identity(kind, version),
  };
  return [`${root}${scope}/${kind.plural}/{name}`, { patch }];
}

function schema(kind: ResourceKind, version: string): [string, object] {
  const name = (kind.group || 'core').split('.').reverse().join('.');
  return [
    `${name}.${version}.${kind.kind}`,
    {
      type: 'object',
      description: `${apiVersionOf(kind, version)} ${
        kind.kind
      }, as the sandbox serves it.`,
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { type: 'object' },
        spec: { type: 'object' },
        status: { type: 'object' },
      },
      'x-kubernetes-group-version-kind': [identity(kind, version)],
    },
  ];
}
