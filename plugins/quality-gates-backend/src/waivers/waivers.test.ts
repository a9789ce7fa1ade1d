import { mockCredentials } from '@backstage/backend-test-utils';
import { pluginStarter } from '../__testUtils__/startPlugin';
import { evaluationRequest, goodMeasurements } from '../testing';

const entityRef = 'component:default/saju-calculator';
const page = '/services/component/default/saju-calculator';
const haneul = mockCredentials.user.header('user:default/haneul');
const minji = mockCredentials.user.header('user:default/minji');
const badMeasurements = goodMeasurements.map(it =>
  it.id === 'coverage.lines' && !it.source.scope ? { ...it, value: 50 } : it,
);

const inAWeek = () =>
  new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString();

describe('the exceptions', () => {
  const start = pluginStarter();

  it('let somebody else than who asked approve an exception, which changes the verdict', async () => {
    const { fail, get, post, publish, runTask, success } = await start();
    const pushed = await post(
      evaluationRequest({ measurements: badMeasurements }),
    );
    expect(pushed.body.verdict).toBe('failed');
    const asked = await post(
      {
        entityRef,
        checkId: 'coverage.backend-lines',
        reason: 'The tests come next week',
        expiresAt: inAWeek(),
      },
      '/waivers',
      minji,
    );
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({
      state: 'requested',
      requestedBy: 'user:default/minji',
    });
    const verdict = async () => (await get(page)).body.evaluations[0].verdict;
    expect(await verdict()).toBe('failed');

    const decide = (action: string, who: string, body: object = {}) =>
      post(body, `/waivers/${asked.body.id}/${action}`, who);
    const own = await decide('approve', minji);
    expect(own.status).toBe(403);
    expect(own.body.error.message).toContain('Somebody else');
    expect(await verdict()).toBe('failed');

    await runTask('tell-others');
    publish.mockClear();
    expect((await decide('approve', haneul)).status).toBe(200);
    await runTask('tell-others');
    expect(publish).toHaveBeenCalledWith(
      expect.objectContaining({ message: { waiverId: asked.body.id } }),
    );
    expect(await verdict()).toBe('passed');
    expect((await get('/fleet')).body).toMatchObject({
      totals: { passed: 1, failed: 0 },
      items: [
        {
          verdict: 'passed',
          cells: {
            'coverage.backend-lines': { verdict: 'failed', waived: true },
          },
        },
      ],
    });
    expect((await get(`/evaluations/${pushed.body.id}`)).body).toMatchObject({
      verdict: 'passed',
      checks: expect.arrayContaining([
        expect.objectContaining({
          id: 'coverage.backend-lines',
          verdict: 'failed',
          waiver: expect.objectContaining({
            approvedBy: 'user:default/haneul',
          }),
        }),
      ]),
    });
    expect((await decide('approve', haneul)).status).toBe(409);
    expect((await decide('revoke', haneul)).status).toBe(400);
    const reason = { reason: 'The tests are there' };
    expect((await decide('revoke', haneul, reason)).status).toBe(200);
    expect(await verdict()).toBe('failed');
    const listed = await get(`/waivers?entityRef=${entityRef}&state=revoked`);
    expect(listed.body.items).toMatchObject([
      { state: 'revoked', decisionReason: 'The tests are there' },
    ]);
    // push, request, approve, revoke; the refused ones apart.
    expect(success).toHaveBeenCalledTimes(4);
    expect(fail).toHaveBeenCalledTimes(3);
  });

  it.each([
    ['an unknown check', { checkId: 'coverage.everything' }, 400],
    ['no reason', { reason: '   ' }, 400],
    ['an end too far away', { expiresAt: '2999-01-01T00:00:00Z' }, 400],
    ['an end that has passed', { expiresAt: '2020-01-01T00:00:00Z' }, 400],
    ['no date', { expiresAt: 'tomorrow' }, 400],
    ['an unknown entity', { entityRef: 'component:default/nobody' }, 404],
  ])('refuse an exception with %s', async (_, changes, status) => {
    const { get, post } = await start();
    const answer = await post(
      {
        entityRef,
        checkId: 'coverage.backend-lines',
        reason: 'Next week',
        expiresAt: inAWeek(),
        ...changes,
      },
      '/waivers',
      minji,
    );
    expect(answer.status).toBe(status);
    expect((await get('/waivers')).body.items).toEqual([]);
  });

  it('let tokens neither ask for nor decide exceptions, and only who may', async () => {
    const { post } = await start();
    const ask = {
      entityRef,
      checkId: 'coverage.backend-lines',
      reason: 'Next week',
      expiresAt: inAWeek(),
    };
    expect((await post(ask, '/waivers')).status).toBe(403);
    const closed = await start({ denied: ['quality-gates.waiver.request'] });
    expect((await closed.post(ask, '/waivers', minji)).status).toBe(403);
    const undecided = await start({ denied: ['quality-gates.waiver.decide'] });
    const { body } = await undecided.post(ask, '/waivers', minji);
    const path = `/waivers/${body.id}/approve`;
    expect((await undecided.post({}, path, haneul)).status).toBe(403);
    expect(
      (await undecided.post({}, '/waivers/none/approve', haneul)).status,
    ).toBe(404);
  });
});
