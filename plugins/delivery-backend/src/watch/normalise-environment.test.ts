import { EnvironmentConfig } from '../config/delivery-config';
import {
  application,
  canary,
  deployment,
  parsed,
  replicaSet,
  virtualService,
} from '../__testUtils__/objects';
import {
  ServiceEntry,
  parseSelector,
  toServiceEntry,
} from '../service/service-entry';
import { findApplication, mayConcern } from './matching';
import {
  NamespaceObjects,
  normaliseEnvironment,
} from './normalise-environment';
import { watchScopes } from './watch-scopes';

const entry: ServiceEntry = {
  entityRef: 'component:default/shop',
  service: 'shop',
  argocd: {},
};
const environment: EnvironmentConfig = {
  name: 'prod',
  title: 'Production',
  tier: 'production',
  cluster: 'two',
  namespace: 'prod',
  strategy: 'canary',
  links: [
    {
      kind: 'dashboard',
      title: 'Grafana',
      url: 'https://g/{namespace}/{service}',
    },
  ],
};
const nothing: NamespaceObjects = {
  deployments: [],
  replicaSets: [],
  pods: [],
  canaries: [],
  virtualServices: [],
  applications: [],
};
const normalise = (objects: Partial<NamespaceObjects>, service = entry) =>
  normaliseEnvironment({
    entry: service,
    environment,
    manifests: {
      repoUrl: 'https://gh/heal7/manifests',
      branch: 'main',
      valuesPath:
        'environments/{environment}/{service}/values-{environment}.yaml',
      tagKey: 'image.tag',
    },
    objects: { ...nothing, ...objects },
  });

describe('normaliseEnvironment', () => {
  it('says missing when there is no Deployment', () => {
    expect(normalise({})).toMatchObject({
      health: 'missing',
      sync: 'not-managed',
      deploymentName: 'shop',
      pods: { ready: 0, desired: 0 },
      links: [
        {
          kind: 'manifests',
          url: 'https://gh/heal7/manifests/blob/main/environments/prod/shop/values-prod.yaml',
        },
        { kind: 'dashboard', url: 'https://g/prod/shop' },
      ],
    });
  });

  it('takes the primary as what serves and the target as what is wanted', () => {
    const snapshot = normalise({
      deployments: [
        parsed(deployment({ namespace: 'prod', tag: '2', replicas: 1 })),
        // Flagger copies the labels when it is told to: still not the target.
        parsed(
          deployment({
            name: 'shop-primary',
            namespace: 'prod',
            tag: '1',
            replicas: 5,
          }),
        ),
      ],
      replicaSets: [
        parsed(
          replicaSet({
            namespace: 'prod',
            owner: 'shop-primary',
            tag: '1',
            revision: 1,
            createdAt: '2026-01-01T00:00:00Z',
          }),
        ),
        parsed(
          replicaSet({
            namespace: 'prod',
            owner: 'other',
            tag: '9',
            revision: 1,
            createdAt: '2026-01-01T00:00:00Z',
          }),
        ),
      ],
      canaries: [
        parsed(canary({ namespace: 'prod', phase: 'Progressing', weight: 0 })),
      ],
      virtualServices: [parsed(virtualService('prod', 20))],
    });
    expect(snapshot).toMatchObject({
      deploymentName: 'shop',
      primaryDeploymentName: 'shop-primary',
      runningTag: '1',
      desiredTag: '2',
      repository: 'registry.example.com/team/shop',
      pods: { ready: 5, desired: 5 },
      rollout: {
        phase: 'progressing',
        canaryTag: '2',
        stableTag: '1',
        reportedWeight: 0,
        routeWeight: 20,
        promotedSpecHash: 'def',
      },
    });
    expect(snapshot.replicaSets.map(({ owner }) => owner)).toEqual([
      'shop-primary',
    ]);
  });

  it('shows what Argo CD says beside what the pods say', () => {
    const objects = {
      deployments: [parsed(deployment({ namespace: 'prod', tag: '1' }))],
      applications: [
        parsed(
          application({
            name: 'shop-prod',
            destination: 'prod',
            sync: 'OutOfSync',
            health: 'Degraded',
          }),
        ),
      ],
    };
    expect(normalise(objects)).toMatchObject({
      sync: 'out-of-sync',
      health: 'healthy',
      applicationRef: {
        cluster: 'two',
        namespace: 'argocd',
        name: 'shop-prod',
      },
      problems: [
        {
          code: 'application-unhealthy',
          severity: 'warning',
          scope: 'environment:prod',
        },
      ],
    });
  });
});

describe('findApplication', () => {
  const find = (
    service: ServiceEntry,
    ...applications: Parameters<typeof application>[0][]
  ) =>
    findApplication(
      service,
      environment,
      'prod',
      applications.map(shape => parsed(application(shape))),
    )?.metadata.name;

  it('goes by annotation, else by label or name, and always by destination', () => {
    const staging = { name: 'shop-staging', destination: 'staging' };
    const prod = { name: 'shop-prod', destination: 'prod' };
    expect(find(entry, staging, prod)).toBe('shop-prod');
    expect(find(entry, staging)).toBeUndefined();
    const named = { ...entry, argocd: { appName: 'special' } };
    expect(find(named, prod, { name: 'special', destination: 'prod' })).toBe(
      'special',
    );
    expect(find(named, prod)).toBeUndefined();
    const labels = { 'heal7.io/service': 'shop' };
    const selected = { ...entry, argocd: { appSelector: labels } };
    expect(
      find(selected, prod, { name: 'x', destination: 'prod', labels }),
    ).toBe('x');
    expect(
      find(selected, {
        name: 'x',
        destination: 'prod',
        labels: { ...labels, 'heal7.io/environment': 'dev' },
      }),
    ).toBeUndefined();
    expect(
      find({ ...entry, argocd: { appNamespace: 'elsewhere' } }, prod),
    ).toBeUndefined();
  });
});

describe('mayConcern', () => {
  it.each([
    [deployment({ namespace: 'prod', tag: '1' }), true],
    [
      deployment({
        name: 'shop-primary',
        namespace: 'prod',
        tag: '1',
        labels: {},
      }),
      true,
    ],
    [deployment({ name: 'x', namespace: 'prod', tag: '1' }), true],
    [
      deployment({
        name: 'other',
        namespace: 'prod',
        tag: '1',
        labels: { app: 'other' },
      }),
      false,
    ],
    [
      deployment({ name: 'shopping', namespace: 'prod', tag: '1', labels: {} }),
      false,
    ],
    [canary({ namespace: 'prod', phase: 'Failed' }), true],
  ])('%#', (object, expected) =>
    expect(mayConcern(entry, parsed(object))).toBe(expected),
  );
});

describe('toServiceEntry', () => {
  const entity = (annotations: Record<string, string>) =>
    toServiceEntry({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'shop', namespace: 'default', annotations },
    });
  it('reads the annotations people already have', () => {
    expect(
      entity({
        'backstage.io/kubernetes-id': 'shop-api',
        'argocd/app-selector': 'heal7.io/service=shop, team==web',
        'github.com/project-slug': 'heal7/shop',
        'backstage.io/source-location':
          'url:https://ghe.example.com:8443/heal7/shop/tree/main/',
      }),
    ).toEqual({
      entityRef: 'component:default/shop',
      service: 'shop-api',
      argocd: { appSelector: { 'heal7.io/service': 'shop', team: 'web' } },
      projectSlug: 'heal7/shop',
      sourceHost: 'ghe.example.com:8443',
    });
    expect(entity({})).toBeUndefined();
    expect(
      entity({ 'backstage.io/kubernetes-label-selector': 'app=x' }),
    ).toMatchObject({
      service: 'shop',
      labelSelector: { app: 'x' },
    });
  });
  it('ignores selectors it cannot read', () => {
    expect(parseSelector('a in (b)')).toBeUndefined();
    expect(parseSelector('a!=b')).toBeUndefined();
    expect(parseSelector(undefined)).toBeUndefined();
  });
});

describe('watchScopes', () => {
  it('needs one watch a kind and namespace', () => {
    const rolling = {
      ...environment,
      name: 'dev',
      namespace: 'dev',
      strategy: 'rolling' as const,
    };
    const scopes = watchScopes([
      rolling,
      { ...rolling, name: 'dev2' },
      environment,
    ]);
    expect(scopes.get('two')).toEqual([
      { kind: 'deployment', namespace: 'dev' },
      { kind: 'replicaSet', namespace: 'dev' },
      { kind: 'pod', namespace: 'dev' },
      { kind: 'application' },
      { kind: 'deployment', namespace: 'prod' },
      { kind: 'replicaSet', namespace: 'prod' },
      { kind: 'pod', namespace: 'prod' },
      { kind: 'canary', namespace: 'prod' },
      { kind: 'virtualService', namespace: 'prod' },
      { kind: 'event', namespace: 'prod' },
    ]);
  });
  it('watches all namespaces where each service has its own', () => {
    const own = {
      ...environment,
      namespace: '{service}-prod',
      argocdCluster: 'hub',
    };
    const scopes = watchScopes([environment, own]);
    expect(scopes.get('two')).not.toContainEqual({
      kind: 'pod',
      namespace: 'prod',
    });
    expect(scopes.get('two')).toContainEqual({ kind: 'pod' });
    expect(scopes.get('hub')).toEqual([{ kind: 'application' }]);
  });
});
