import { NotFoundError } from '@backstage/errors';
import { ResourceKind } from '../kinds/resource-kind';
import { resourceKinds } from '../kinds/resource-kinds';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];

/** What `kubectl get all` means. */
const inCategoryAll: readonly string[] = [
  'Pod',
  'Service',
  'DaemonSet',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'HorizontalPodAutoscaler',
  'CronJob',
  'Job',
];

interface ApiResource {
  name: string;
  singularName: string;
  namespaced: boolean;
  kind: string;
  verbs: string[];
  shortNames?: readonly string[];
  categories?: string[];
  group?: string;
  version?: string;
}

/** Resources that are answered without being stored. */
const computed: Array<{
  group: string;
  version: string;
  resources: ApiResource[];
}> = [
  {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    resources: [
      {
        name: 'nodes',
        singularName: '',
        namespaced: false,
        kind: 'NodeMetrics',
        verbs: ['get', 'list'],
      },
      {
        name: 'pods',
        singularName: '',
        namespaced: true,
        kind: 'PodMetrics',
        verbs: ['get', 'list'],
      },
    ],
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    resources: ['SelfSubjectAccessReview', 'SelfSubjectRulesReview'].map(
      createOnly,
    ),
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    resources: ['SelfSubjectReview'].map(createOnly),
  },
];

function createOnly(kind: string): ApiResource {
  return {
    name: `${kind.toLowerCase()}s`,
    singularName: kind.toLowerCase(),
    namespaced: false,
    kind,
    verbs: ['create'],
  };
}

/** `/version`, `/api`, `/apis` and the resource lists below; undefined for any other path. */
export function discoveryDocument(path: string): object | undefined {
  const segments = path.split('/').filter(Boolean);
  const [root, group, version] = segments;
  if (root === 'version') {
    return {
      major: '1',
      minor: '35',
      gitVersion: 'v1.35.0-sandbox',
      platform: 'heal7/sandbox',
    };
  }
  if (root === 'api' && segments.length === 1) {
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [],
    };
  }
  if (root === 'api' && segments.length === 2) {
    return resourceList('', group);
  }
  if (root !== 'apis' || segments.length > 3) {
    return undefined;
  }
  if (!group) {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groupNames().map(groupDocument),
    };
  }
  return version
    ? resourceList(group, version)
    : { kind: 'APIGroup', apiVersion: 'v1', ...groupDocument(group) };
}

/** Group and version of everything served, core included as `''`. */
export function groupVersions(): Array<{ group: string; version: string }> {
  return ['', ...groupNames()].flatMap(group =>
    versionsOf(group).map(version => ({ group, version })),
  );
}

function groupNames(): string[] {
  const names = [...resourceKinds, ...computed].map(({ group }) => group);
  return [...new Set(names)].filter(Boolean);
}

function versionsOf(group: string): string[] {
  return [
    ...new Set([
      ...resourceKinds
        .filter(it => it.group === group)
        .flatMap(it => [it.version, ...it.otherVersions]),
      ...computed.filter(it => it.group === group).map(it => it.version),
    ]),
  ];
}

function groupDocument(name: string) {
  const versions = versionsOf(name).map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  if (!versions.length) {
    throw new NotFoundError('the server could not find the requested resource');
  }
  return { name, versions, preferredVersion: versions[0] };
}

function resourceList(group: string, version: string) {
  const resources = [
    ...resourceKinds
      .filter(it => it.group === group)
      .filter(it => [it.version, ...it.otherVersions].includes(version))
      .flatMap(apiResources),
    ...computed
      .filter(it => it.group === group && it.version === version)
      .flatMap(it => it.resources),
  ];
  if (!resources.length) {
    throw new NotFoundError('the server could not find the requested resource');
  }
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: group ? `${group}/${version}` : version,
    resources,
  };
}

function apiResources(resource: ResourceKind): ApiResource[] {
  const { plural, kind, namespaced, shortNames } = resource;
  const sub = (
    name: string,
    verbs: string[],
    other?: Partial<ApiResource>,
  ) => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    kind,
    verbs,
    ...other,
  });
  return [
    {
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced,
      kind,
      verbs: VERBS,
      ...(shortNames.length && { shortNames }),
      ...(inCategoryAll.includes(kind) && { categories: ['all'] }),
    },
    ...(resource.statusSubresource
      ? [sub('status', ['get', 'patch', 'update'])]
      : []),
    ...(resource.scaleSubresource
      ? [
          sub('scale', ['get', 'patch', 'update'], {
            kind: 'Scale',
            group: 'autoscaling',
            version: 'v1',
          }),
        ]
      : []),
    ...(kind === 'Pod' ? [sub('log', ['get'])] : []),
  ];
}
