import { deployment } from '../__testUtils__/fixtures';
import { createApiHarness, DEPLOYMENTS } from '../__testUtils__/api-harness';
import { objectOf, objectsOf } from '../store/json';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

describe('Kubernetes API: reads', () => {
  const { store, server, call, namesIn, reset } = createApiHarness();

  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(() => reset());

  it('wants the token, as bearer or as basic password', async () => {
    const get = (authorization?: string) =>
      fetch(`${server.url}/api/v1/namespaces`, {
        headers: authorization ? { authorization } : {},
      });
    const refused = await get();
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({
      kind: 'Status',
      reason: 'Unauthorized',
      code: 401,
    });
    expect((await get('Bearer wrong')).status).toBe(401);
    expect((await get('Bearer secret')).status).toBe(200);
    const basic = Buffer.from('sandbox:secret').toString('base64');
    expect((await get(`Basic ${basic}`)).status).toBe(200);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });

  it('answers discovery', async () => {
    expect((await call('GET', '/version')).body.major).toBe('1');
    const groups = objectsOf((await call('GET', '/apis')).body.groups).map(
      it => it.name,
    );
    expect(groups).toEqual(
      expect.arrayContaining(['apps', 'flagger.app', 'metrics.k8s.io']),
    );
    const apps = objectsOf(
      (await call('GET', '/apis/apps/v1')).body.resources,
    ).map(it => it.name);
    expect(apps).toEqual(
      expect.arrayContaining([
        'deployments',
        'deployments/scale',
        'replicasets/status',
      ]),
    );
    expect(
      (await call('GET', '/apis/argoproj.io/v1alpha1')).text,
    ).not.toContain('applications/status');
    expect((await call('GET', '/apis/unknown/v1')).code).toBe(404);
    expect((await call('GET', '/openapi/v3/apis/apps/v1')).text).toContain(
      'fieldValidation',
    );
  });

  it('lists by selectors and in pages', async () => {
    for (const name of ['a', 'b', 'c']) {
      store.create(deployment('1', {}, name));
    }
    const list = async (query: string, path = DEPLOYMENTS) =>
      namesIn((await call('GET', `${path}?${query}`)).body);
    expect(await list('labelSelector=app%20in%20(a,c)')).toEqual(['a', 'c']);
    expect(
      await list(
        'fieldSelector=metadata.name%3Db',
        '/apis/apps/v1/deployments',
      ),
    ).toEqual(['b']);
    const first = (await call('GET', `${DEPLOYMENTS}?limit=2`)).body;
    expect(namesIn(first)).toEqual(['a', 'b']);
    const { continue: token, remainingItemCount } = objectOf(first.metadata);
    expect(remainingItemCount).toBe(1);
    expect(await list(`limit=2&continue=${token}`)).toEqual(['c']);
    expect(first.kind).toBe('DeploymentList');
    expect(objectsOf(first.items)[0].kind).toBeUndefined();
  });

  it('gives all pages the version of the first', async () => {
    for (const name of ['a', 'b', 'c']) {
      store.create(deployment('1', {}, name));
    }
    const list = async (query: string) =>
      (await call('GET', `${DEPLOYMENTS}?${query}`)).body;
    const first = objectOf((await list('limit=2')).metadata);
    store.patch(deployment('1'), 'shop', 'a', { spec: { replicas: 7 } });
    const second = await list(`limit=2&continue=${first.continue}`);
    expect(namesIn(second)).toEqual(['c']);
    expect(objectOf(second.metadata).resourceVersion).toBe(
      first.resourceVersion,
    );
    expect((await list('limit=2&continue=eA')).code).toBe(400);
  });

  it('prints tables', async () => {
    store.create({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'web-dev', namespace: 'shop' },
      spec: { project: 'heal7' },
      status: { sync: { status: 'Synced' }, health: { status: 'Healthy' } },
    });
    const table = async (path: string) => {
      const { body } = await call('GET', path, undefined, { accept: TABLE });
      return [
        objectsOf(body.columnDefinitions)
          .filter(it => it.priority === 0)
          .map(it => it.name),
        objectsOf(body.rows)[0].cells,
      ];
    };
    expect(await table('/apis/argoproj.io/v1alpha1/applications')).toEqual([
      ['Name', 'Sync Status', 'Health Status'],
      ['web-dev', 'Synced', 'Healthy', '', 'heal7'],
    ]);
    store.create(deployment('1', { replicas: 2 }));
    const [columns, cells] = await table(`${DEPLOYMENTS}/web`);
    expect(columns).toEqual([
      'Name',
      'Ready',
      'Up-to-date',
      'Available',
      'Age',
    ]);
    expect(cells).toEqual(expect.arrayContaining(['web', '0/2', 0, '150m']));
  });

  it('serves pod metrics within the limits and logs that do not pretend', async () => {
    const pod = store.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web-1', namespace: 'shop', labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'web:1',
            resources: { limits: { cpu: '200m', memory: '100Mi' } },
          },
        ],
      },
    });
    const waiting = await call('GET', '/api/v1/namespaces/shop/pods/web-1/log');
    expect(waiting).toMatchObject({
      code: 400,
      body: { message: expect.stringContaining('waiting to start') },
    });
    store.updateStatus({
      ...pod,
      status: {
        phase: 'Running',
        containerStatuses: [
          {
            name: 'web',
            image: 'web:1',
            ready: true,
            state: { running: { startedAt: '2026-03-01T10:00:00Z' } },
          },
        ],
      },
    });
    const log = await call(
      'GET',
      '/api/v1/namespaces/shop/pods/web-1/log?tailLines=2',
    );
    expect(log.text).toBe(
      'sandbox: started web from web:1\nsandbox: readiness probe answers 200\n',
    );
    const metrics = await call(
      'GET',
      '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods?labelSelector=app%3Dweb',
    );
    const usage = objectOf(
      objectsOf(objectsOf(metrics.body.items)[0].containers)[0].usage,
    );
    expect(parseInt(String(usage.cpu), 10)).toBeLessThanOrEqual(200);
    expect(parseInt(String(usage.memory), 10)).toBeLessThanOrEqual(100 * 1024);
    expect(
      (
        await call(
          'GET',
          '/apis/metrics.k8s.io/v1beta1/namespaces/shop/pods/nope',
        )
      ).code,
    ).toBe(404);
  });
});
