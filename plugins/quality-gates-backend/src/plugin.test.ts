import { pluginStarter, startPlugin } from './__testUtils__/startPlugin';
import {
  commitA,
  evaluationRequest,
  goodMeasurements,
  imageMeasurements,
  mainMeasurements,
} from './testing';

describe('quality-gates backend', () => {
  const start = pluginStarter();

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
        branch: 'main',
        final: true,
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

  it('shows its gates', async () => {
    const { get } = await start();
    const { body } = await get('/gates');
    expect(body.items.map((gate: { service: string }) => gate.service)).toEqual(
      ['frontend', 'backend', 'compute'],
    );
  });

  it('takes a run in parts, and says what it still waits for', async () => {
    const { get, post, publishEvent } = await start();
    const main = await post(
      evaluationRequest({
        part: 'main',
        expects: ['image'],
        measurements: mainMeasurements,
      }),
    );
    expect(main.status).toBe(201);
    expect(main.body).toMatchObject({
      verdict: 'inconclusive',
      parts: ['main'],
      pendingParts: ['image'],
    });
    const image = await post(
      evaluationRequest({ part: 'image', measurements: imageMeasurements }),
    );
    expect(image.status).toBe(200);
    expect(image.body).toMatchObject({
      id: main.body.id,
      verdict: 'passed',
      parts: ['main', 'image'],
      pendingParts: [],
    });
    expect((await get(`/evaluations/${main.body.id}`)).body).toEqual(
      image.body,
    );
    expect(
      publishEvent.mock.calls.map((call: unknown[]) => call[0]),
    ).toMatchObject([
      { eventPayload: { verdict: 'inconclusive', final: false } },
      { eventPayload: { verdict: 'passed', final: true } },
    ]);
  });

  it('keeps five items of a detail and the count of all', async () => {
    const { post } = await start();
    const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const { body } = await post(
      evaluationRequest({
        measurements: goodMeasurements.map(it =>
          it.id === 'tests.failed'
            ? { ...it, value: 7, detail: { items } }
            : it,
        ),
      }),
    );
    const check = body.checks.find(
      ({ id }: { id: string }) => id === 'tests.failed',
    );
    expect(check.measurements[0].detail).toEqual({
      items: items.slice(0, 5),
      itemCount: 7,
    });
  });

  it('holds a service to what its team has tightened', async () => {
    const { post } = await start();
    const { body } = await post(
      evaluationRequest({
        tighten: {
          checks: { 'coverage.backend-lines': { threshold: { min: 95 } } },
        },
      }),
    );
    expect(body.verdict).toBe('failed');
  });

  it('lets the platform team change the gate in the configuration', async () => {
    const { get, post } = await start({
      qualityGates: {
        gates: {
          all: { checks: { 'code-quality.sonar': false } },
          backend: {
            checks: { 'coverage.backend-lines': { threshold: { min: 95 } } },
          },
        },
      },
    });
    expect((await post(evaluationRequest())).body.verdict).toBe('failed');
    const { body } = await get('/gates');
    const text = JSON.stringify(body);
    expect(text).not.toContain('code-quality.sonar');
    expect(text).toContain('"min":95');
  });

  it('does not start with a gate that is wrong', async () => {
    await expect(
      startPlugin({
        qualityGates: {
          gates: { backend: { checks: { 'coverage.lines': false } } },
        },
      }),
    ).rejects.toThrow('qualityGates.gates.backend.checks.coverage.lines');
  });
});
