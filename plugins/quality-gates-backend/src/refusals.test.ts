import { gzipSync } from 'node:zlib';
import request from 'supertest';
import { mockCredentials } from '@backstage/backend-test-utils';
import { serviceHeader, pluginStarter } from './__testUtils__/startPlugin';
import { evaluationRequest, goodMeasurements } from './testing';

describe('what the quality gates refuse', () => {
  const start = pluginStarter();

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
    ['a part nobody could name', { part: 'Main part' }, 400, 'part'],
    [
      'more than all of it',
      { measurements: [{ ...goodMeasurements[0], value: 100.1 }] },
      400,
      'measurements[0].value of coverage.lines: 100.1 is not within 0 to 100',
    ],
    [
      'a count below nothing',
      { measurements: [{ ...goodMeasurements[2], value: -1 }] },
      400,
      'measurements[0].value',
    ],
    [
      'a word for a number',
      { measurements: [{ ...goodMeasurements[0], value: 'all' }] },
      400,
      'measurements[0].value',
    ],
    [
      'a team that loosens its gate',
      {
        tighten: {
          checks: { 'coverage.backend-lines': { threshold: { min: 10 } } },
        },
      },
      400,
      'coverage.backend-lines',
    ],
    [
      'changes of the gate that make no sense',
      { tighten: { checks: { 'tests.failed': { blocking: 'yes' } } } },
      400,
      'tighten.checks.tests.failed.blocking',
    ],
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

  it.each<[string, Record<string, string>, () => Buffer, number]>([
    [
      'that is small only while it is packed',
      { 'Content-Encoding': 'gzip' },
      () => gzipSync(JSON.stringify({ entityRef: 'x'.repeat(50_000_000) })),
      413,
    ],
    [
      'that is not packed as it says',
      { 'Content-Encoding': 'gzip' },
      () => Buffer.from('{"entityRef": "a"}'),
      400,
    ],
    [
      'packed in a way nobody knows',
      { 'Content-Encoding': 'zip' },
      () => Buffer.from('{}'),
      415,
    ],
    [
      'in letters nobody knows',
      { 'Content-Type': 'application/json; charset=klingon' },
      () => Buffer.from('{}'),
      415,
    ],
    [
      'that is no JSON by its own word',
      { 'Content-Type': 'text/plain' },
      () => Buffer.from(JSON.stringify(evaluationRequest())),
      400,
    ],
    [
      'that is a list',
      {},
      () => Buffer.from(JSON.stringify([evaluationRequest()])),
      400,
    ],
    [
      'as deep as the sea',
      {},
      () =>
        Buffer.from(
          `{"tighten":${'{"checks":'.repeat(90_000)}1${'}'.repeat(90_000)}}`,
        ),
      400,
    ],
    [
      'with a name that every object has',
      {},
      () =>
        Buffer.from(
          JSON.stringify(evaluationRequest()).replace(
            '{',
            '{"__proto__":{"verdict":"passed"},',
          ),
        ),
      400,
    ],
  ])(
    'refuses a body %s, and stores nothing',
    async (_, headers, body, status) => {
      const { get, server } = await start();
      const answer = await request(server)
        .post('/api/quality-gates/evaluations')
        .set('Authorization', serviceHeader('ci'))
        .set({ 'Content-Type': 'application/json', ...headers })
        .serialize(it => it)
        .send(body());
      expect([answer.status, answer.body.error?.message]).toEqual([
        status,
        expect.stringMatching(/\w{3,}/),
      ]);
      expect(answer.body.error.stack).toBeUndefined();
      const listed = await get(
        '/evaluations?entityRef=component:default/saju-calculator',
      );
      expect(listed.body.items).toEqual([]);
    },
  );

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
    const { post, get, fail, success } = await start({
      denied: [
        'quality-gates.evaluation.create',
        'quality-gates.evaluation.read',
      ],
    });
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

  it('lets a CI system speak for its own repository only', async () => {
    const { get, post, fail } = await start({
      connect: connections =>
        connections.addCiIdentity({
          judge: (subject, entity) => {
            if (!subject.startsWith('external:ci:')) return undefined;
            return subject.endsWith(`/${entity.metadata.name}`)
              ? { allowed: true }
              : { allowed: false, reason: `Not the repository of ${subject}` };
          },
        }),
    });
    const push = (subject: string) =>
      post(evaluationRequest(), '/evaluations', serviceHeader(subject));
    const foreign = await push('external:ci:heal7/other');
    expect(foreign.status).toBe(403);
    expect(foreign.body.error.message).toContain('Not the repository');
    expect((await push('external:unknown:x')).status).toBe(403);
    expect(fail).toHaveBeenCalledTimes(2);
    expect(
      (await get('/evaluations?entityRef=component:default/saju-calculator'))
        .body.items,
    ).toEqual([]);
    expect((await push('external:ci:heal7/saju-calculator')).status).toBe(201);
    expect((await push('ci')).status).toBe(200);
  });
});
