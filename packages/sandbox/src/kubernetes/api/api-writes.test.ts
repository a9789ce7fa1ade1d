import { deployment } from '../__testUtils__/fixtures';
import { createApiHarness, DEPLOYMENTS } from '../__testUtils__/api-harness';
import { objectOf, objectsOf } from '../store/json';

describe('Kubernetes API: writes', () => {
  const { server, store, call, patch, namesIn, reset } = createApiHarness();

  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(() => reset());

  it('creates, and says why it does not', async () => {
    const created = await call('POST', DEPLOYMENTS, deployment('1'));
    expect(created).toMatchObject({
      code: 201,
      body: { spec: { replicas: 1 } },
    });
    expect(await call('POST', DEPLOYMENTS, deployment('1'))).toMatchObject({
      code: 409,
      body: {
        reason: 'AlreadyExists',
        details: { kind: 'deployments', group: 'apps' },
      },
    });
    expect(
      (
        await call(
          'POST',
          `${DEPLOYMENTS}?dryRun=All`,
          deployment('1', {}, 'dry'),
        )
      ).code,
    ).toBe(201);
    expect((await call('GET', `${DEPLOYMENTS}/dry`)).body).toMatchObject({
      reason: 'NotFound',
      message: 'deployments.apps "dry" not found',
    });
    expect(
      (
        await call('POST', '/apis/apps/v1/namespaces/nope/deployments', {
          ...deployment('1'),
          metadata: { name: 'x' },
        })
      ).body.message,
    ).toBe('namespaces "nope" not found');
    expect(
      (
        await call(
          'POST',
          DEPLOYMENTS,
          deployment('1', { selector: { matchLabels: { a: 'b' } } }, 'bad'),
        )
      ).body.reason,
    ).toBe('Invalid');
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { generateName: 'map-' },
    };
    const generated = await call(
      'POST',
      '/api/v1/namespaces/shop/configmaps',
      map,
    );
    expect(objectOf(generated.body.metadata).name).toMatch(/^map-[a-z0-9]{5}$/);
    expect((await call('POST', DEPLOYMENTS, map)).code).toBe(400);
    expect(
      (
        await call(
          'POST',
          DEPLOYMENTS,
          {},
          { 'content-type': 'application/vnd.kubernetes.protobuf' },
        )
      ).code,
    ).toBe(415);
  });

  it('replaces only what has not changed since', async () => {
    const created = store.create(deployment('1'));
    store.patch(created, 'shop', 'web', { spec: { replicas: 3 } });
    const lost = await call('PUT', `${DEPLOYMENTS}/web`, {
      ...created,
      spec: { ...created.spec, replicas: 9 },
    });
    expect(lost).toMatchObject({ code: 409, body: { reason: 'Conflict' } });
    const current = (await call('GET', `${DEPLOYMENTS}/web`)).body;
    const saved = await call('PUT', `${DEPLOYMENTS}/web`, {
      ...current,
      spec: { ...objectOf(current.spec), replicas: 9 },
      status: { replicas: 77 },
    });
    expect(saved.body).toMatchObject({
      spec: { replicas: 9 },
      metadata: { generation: 3 },
    });
    expect(saved.body.status).toBeUndefined();
  });

  it('patches in four ways, with preconditions', async () => {
    store.create(deployment('1'));
    const web = `${DEPLOYMENTS}/web`;
    expect(
      (await patch(web, 'merge-patch+json', { spec: { replicas: 2 } })).code,
    ).toBe(200);
    const strategic = await patch(web, 'strategic-merge-patch+json', {
      spec: {
        template: {
          spec: { containers: [{ name: 'proxy', image: 'proxy:1' }] },
        },
      },
    });
    const containers = objectOf(
      objectOf(objectOf(strategic.body.spec).template).spec,
    ).containers;
    expect(objectsOf(containers).map(it => it.name)).toEqual(['proxy', 'web']);
    const failed = await patch(web, 'json-patch+json', [
      { op: 'test', path: '/metadata/resourceVersion', value: '1' },
      { op: 'remove', path: '/spec/replicas' },
    ]);
    expect(failed.code).toBe(422);
    expect(
      (
        await patch(web, 'merge-patch+json', {
          metadata: { resourceVersion: '1' },
        })
      ).code,
    ).toBe(409);
    const applied = await patch(
      `${DEPLOYMENTS}/fresh?fieldManager=me`,
      'apply-patch+yaml',
      deployment('1', {}, 'fresh'),
    );
    expect(applied.code).toBe(201);
    const canary = {
      apiVersion: 'flagger.app/v1beta1',
      kind: 'Canary',
      metadata: { name: 'web', namespace: 'shop' },
    };
    store.create({ ...canary, spec: {} });
    const canaryPath = '/apis/flagger.app/v1beta1/namespaces/shop/canaries/web';
    expect(
      (await patch(canaryPath, 'strategic-merge-patch+json', {})).code,
    ).toBe(415);
    expect(
      (
        await patch(canaryPath, 'merge-patch+json', {
          status: { phase: 'Failed' },
        })
      ).body.status,
    ).toBeUndefined();
    expect(
      (
        await patch(`${canaryPath}/status`, 'merge-patch+json', {
          status: { phase: 'Failed' },
        })
      ).body,
    ).toMatchObject({ status: { phase: 'Failed' } });
    const { body } = await call('GET', '/apis/flagger.app/v1beta1/canaries');
    expect(objectsOf(body.items)[0]).toMatchObject({
      kind: 'Canary',
      status: { phase: 'Failed' },
    });
  });

  it('scales through the sub-resource', async () => {
    store.create(deployment('1'));
    const scaled = await patch(`${DEPLOYMENTS}/web/scale`, 'merge-patch+json', {
      spec: { replicas: 4 },
    });
    expect(scaled.body).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 4 },
      status: { selector: 'app=web' },
    });
    expect(store.get(deployment('1'), 'shop', 'web')?.spec?.replicas).toBe(4);
    expect(
      (await call('GET', '/api/v1/namespaces/shop/pods/x/scale')).code,
    ).toBe(404);
  });

  it('deletes under preconditions, one or many', async () => {
    const { metadata } = store.create(deployment('1'));
    store.create(deployment('1', {}, 'two'));
    const web = `${DEPLOYMENTS}/web`;
    expect(
      (await call('DELETE', web, { preconditions: { uid: 'other' } })).code,
    ).toBe(409);
    expect((await call('DELETE', `${web}?dryRun=All`)).code).toBe(200);
    const deleted = await call('DELETE', web, {
      preconditions: { uid: metadata.uid },
    });
    expect(deleted.body).toMatchObject({
      status: 'Success',
      details: { name: 'web', uid: metadata.uid },
    });
    expect((await call('DELETE', web)).code).toBe(404);
    expect(
      namesIn(
        (await call('DELETE', `${DEPLOYMENTS}?labelSelector=app=two`)).body,
      ),
    ).toEqual(['two']);
    expect(store.list(deployment('1'))).toEqual([]);
  });

  it('treats custom resources as a real server does', async () => {
    const path = '/apis/argoproj.io/v1alpha1/namespaces/shop/applications';
    const application = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name: 'web-dev' },
      spec: { project: 'heal7' },
    };
    await call('POST', path, application);
    const blind = await call('PUT', `${path}/web-dev`, application);
    expect(blind).toMatchObject({
      code: 422,
      body: { message: expect.stringContaining('must be specified') },
    });
    const current = (await call('GET', `${path}/web-dev`)).body;
    expect((await call('PUT', `${path}/web-dev`, current)).code).toBe(200);
    // Its status is no sub-resource, so it counts like the spec.
    const status = { status: { sync: { status: 'Synced' } } };
    const { body } = await patch(`${path}/web-dev`, 'merge-patch+json', status);
    expect(body).toMatchObject({ ...status, metadata: { generation: 2 } });
  });

  it('answers a stale version in each kind of patch with 409', async () => {
    store.create(deployment('1'));
    const path = `${DEPLOYMENTS}/web`;
    const resourceVersion = objectOf(
      (await call('GET', path)).body.metadata,
    ).resourceVersion;
    await patch(path, 'merge-patch+json', { spec: { replicas: 2 } });
    const body = { metadata: { resourceVersion }, spec: { replicas: 3 } };
    const operations = [
      {
        op: 'replace',
        path: '/metadata/resourceVersion',
        value: resourceVersion,
      },
      { op: 'replace', path: '/spec/replicas', value: 3 },
    ];
    expect((await patch(path, 'merge-patch+json', body)).code).toBe(409);
    expect((await patch(path, 'strategic-merge-patch+json', body)).code).toBe(
      409,
    );
    expect((await patch(path, 'json-patch+json', operations)).code).toBe(409);
  });
});
