import request from 'supertest';
import type { Entity } from '@backstage/catalog-model';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import plugin from './index';
import { commitA, evaluationRequest, goodMeasurements } from './testing';

function component(name: string, type: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default' },
    spec: { type, owner: 'team-saju', lifecycle: 'production' },
  };
}

describe('quality-gates backend', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  async function start(
    permissions = mockServices.permissions.factory({
      result: AuthorizeResult.ALLOW,
    }),
  ) {
    const publish = jest.fn(async () => {});
    const publishEvent = jest.fn(async () => {});
    const auditor = mockServices.auditor.mock();
    const success = jest.fn(async () => {});
    const fail = jest.fn(async () => {});
    auditor.createEvent.mockImplementation(async () => ({ success, fail }));
    const backend = await startTestBackend({
      features: [
        plugin,
        permissions,
        auditor.factory,
        catalogServiceMock.factory({
          entities: [
            component('saju-calculator', 'service'),
            component('heal7-frontend', 'website'),
          ],
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({ publish }),
        }),
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => ({ publish: publishEvent, subscribe: async () => {} }),
        }),
      ],
    });
    stops.push(() => backend.stop());
    const post = (body: object | string) =>
      request(backend.server)
        .post('/api/quality-gates/evaluations')
        .set('Authorization', mockCredentials.service.header())
        .set('Content-Type', 'application/json')
        .send(body);
    const get = (path: string) =>
      request(backend.server).get(`/api/quality-gates${path}`);
    return {
      server: backend.server,
      post,
      get,
      publish,
      publishEvent,
      auditor,
      success,
      fail,
    };
  }

  it('judges what CI pushes, keeps it and gives it back', async () => {
    const { post, get, publish, publishEvent, success } = await start();

    const pushed = await post(evaluationRequest());
    expect(pushed.status).toBe(201);
    expect(pushed.body).toMatchObject({
      entityRef: 'component:default/saju-calculator',
      commit: commitA,
      branch: 'main',
      gate: 'heal7',
      verdict: 'passed',
    });
    expect(pushed.body.checks).toContainEqual(
      expect.objectContaining({
        id: 'coverage.backend-lines',
        value: 90,
        threshold: { min: 85 },
        verdict: 'passed',
      }),
    );

    const listed = await get(
      `/evaluations?entityRef=Component:default/saju-calculator&commit=${commitA}&branch=main&limit=5&latestPerCommit=true`,
    );
    expect(listed.status).toBe(200);
    expect(listed.body.items).toEqual([pushed.body]);
    const one = await get(`/evaluations/${pushed.body.id}`);
    expect(one.body).toEqual(pushed.body);

    expect(publish).toHaveBeenCalledWith({
      recipients: { type: 'broadcast' },
      channel: 'quality-gates:component:default/saju-calculator',
      message: { evaluationId: pushed.body.id },
    });
    expect(publishEvent).toHaveBeenCalledWith({
      topic: 'quality-gates.evaluation',
      eventPayload: {
        entityRef: 'component:default/saju-calculator',
        evaluationId: pushed.body.id,
        commit: commitA,
        verdict: 'passed',
      },
    });
    expect(success).toHaveBeenCalledTimes(1);
  });

  it('says inconclusive when a report is missing and failed when a number is bad', async () => {
    const { post } = await start();
    const without = goodMeasurements.filter(it => it.id !== 'coverage.lines');
    const missing = await post(evaluationRequest({ measurements: without }));
    expect(missing.body.verdict).toBe('inconclusive');

    const bad = await post(
      evaluationRequest({
        run: { id: '18' },
        measurements: goodMeasurements.map(it =>
          it.id === 'vulnerabilities.critical' ? { ...it, value: 1 } : it,
        ),
      }),
    );
    expect(bad.body.verdict).toBe('failed');
  });

  it('lets the catalog, not the pusher, decide which gate applies', async () => {
    const { post } = await start();
    const website = await post(
      evaluationRequest({ entityRef: 'component:default/heal7-frontend' }),
    );
    expect(website.body.checks[0].id).toBe('coverage.frontend-lines');
    const service = await post(
      evaluationRequest({ service: 'frontend', run: { id: '18' } }),
    );
    expect(service.body.checks[0].id).toBe('coverage.backend-lines');
  });

  it('gives one evaluation when the same run is pushed twice at once', async () => {
    const { post, get, publish } = await start();
    const answers = await Promise.all([
      post(evaluationRequest()),
      post(evaluationRequest()),
      post(evaluationRequest()),
    ]);
    expect(answers.map(answer => answer.status).sort()).toEqual([
      200, 200, 201,
    ]);
    expect(new Set(answers.map(answer => answer.body.id)).size).toBe(1);
    const listed = await get(
      '/evaluations?entityRef=component:default/saju-calculator',
    );
    expect(listed.body.items).toHaveLength(1);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it.each([
    [
      'unknown entity',
      { entityRef: 'component:default/nobody' },
      404,
      'nobody',
    ],
    ['no entity ref', { entityRef: '::::' }, 400, 'is not an entity'],
    ['short commit', { commit: 'a1b2c3d' }, 400, 'commit'],
    ['unknown gate', { gate: 'mine' }, 400, 'mine'],
    [
      'a link that is not of the web',
      { run: { id: '1', url: 'file:///etc/passwd' } },
      400,
      'url',
    ],
    [
      'value that is no number',
      { measurements: [{ ...goodMeasurements[0], value: null }] },
      400,
      'value',
    ],
    ['unknown property', { verdict: 'passed' }, 400, 'additional properties'],
    ['missing measurements', { measurements: undefined }, 400, 'measurements'],
  ])(
    'refuses a push with %s and stores nothing',
    async (_, changes, status, text) => {
      const { post, get } = await start();
      const answer = await post({ ...evaluationRequest(), ...changes });
      expect(answer.status).toBe(status);
      expect(answer.body.error.message).toContain(text);
      expect(answer.body.error.stack).toBeUndefined();
      const listed = await get(
        '/evaluations?entityRef=component:default/saju-calculator',
      );
      expect(listed.body.items).toEqual([]);
    },
  );

  it('refuses bodies that are too large or no JSON', async () => {
    const { post } = await start();
    const large = await post(
      evaluationRequest({
        problems: [{ file: 'x'.repeat(1_100_000), code: 'a', message: 'b' }],
      }),
    );
    expect(large.status).toBe(413);
    expect(large.body.error.message).toContain('larger than 1048576 bytes');
    const broken = await post('{"entityRef":');
    expect(broken.status).toBe(400);
    expect(broken.body.error.message).toBe('The body is not valid JSON');
  });

  it.each([
    '/evaluations',
    '/evaluations?entityRef=component:default/saju-calculator&limit=1000',
    '/evaluations?entityRef=component:default/saju-calculator&commit=abc',
    '/evaluations?entityRef=component:default/saju-calculator&cursor=abc',
    '/evaluations?entityRef=component:default/saju-calculator&colour=red',
  ])('refuses the question %s', async path => {
    const { get } = await start();
    expect((await get(path)).status).toBe(400);
  });

  it('asks for permission, and audits the refusal', async () => {
    const { post, get, fail, success } = await start(
      mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
    );
    expect((await post(evaluationRequest())).status).toBe(403);
    expect(
      (await get('/evaluations?entityRef=component:default/saju-calculator'))
        .status,
    ).toBe(403);
    expect(fail).toHaveBeenCalledTimes(1);
    expect(success).not.toHaveBeenCalled();
  });

  it('knows nobody without a token', async () => {
    const { server } = await start();
    const answer = await request(server)
      .post('/api/quality-gates/evaluations')
      .set('Authorization', mockCredentials.none.header())
      .send(evaluationRequest());
    expect(answer.status).toBe(401);
  });

  it('shows its gates', async () => {
    const { get } = await start();
    const { body } = await get('/gates');
    expect(body.items.map((gate: { service: string }) => gate.service)).toEqual(
      ['frontend', 'backend', 'compute'],
    );
  });
});
