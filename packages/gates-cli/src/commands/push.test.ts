import {
  reports,
  TestFolder,
  TestOutput,
  TestServer,
  writeGoodReports,
  type Answer,
} from '../testing';
import { push, type PushOptions } from './push';
import { check, commit, entityRef, refusal, verdict } from './testingPortal';

describe('heal7-gates push', () => {
  let folder: TestFolder;
  let output: TestOutput;
  let server: TestServer;
  let answers: Answer[];
  let identity: Answer;
  let delays: number[];

  beforeEach(async () => {
    folder = new TestFolder();
    output = new TestOutput();
    writeGoodReports(folder);
    answers = [];
    identity = { status: 200, body: { value: 'identity-token' } };
    delays = [];
    server = await new TestServer(request =>
      request.url.startsWith('/identity')
        ? identity
        : answers.shift() ?? { status: 500, body: {} },
    ).start();
  });
  afterEach(async () => {
    folder.remove();
    await server.stop();
  });

  const run = (
    options: Partial<PushOptions> = {},
    env: Record<string, string | undefined> = { HEAL7_GATES_TOKEN: 'ci-token' },
  ) =>
    push(
      {
        portal: `${server.url}/`,
        entity: entityRef,
        commit,
        runId: '42',
        branch: 'main',
        pullRequest: '7',
        service: 'backend',
        audience: 'heal7-portal',
        ...options,
      },
      {
        directory: folder.path,
        env,
        now: new Date('2026-03-01T12:00:00Z'),
        output,
        fetch,
        sleep: async milliseconds => {
          delays.push(milliseconds);
        },
      },
    );

  it.each([
    ['that of GitHub', { GITHUB_RUN_ID: '42', GITHUB_RUN_ATTEMPT: '2' }, {}, 2],
    [
      'not that of another run',
      { GITHUB_RUN_ID: '41', GITHUB_RUN_ATTEMPT: '2' },
      {},
      undefined,
    ],
    ['what is asked for', {}, { runAttempt: '3' }, 3],
    ['none where there is one', {}, {}, undefined],
  ])(
    'says which attempt of the run this is: %s',
    async (_, env, options, attempt) => {
      answers = [verdict('passed')];
      await run(options, { HEAL7_GATES_TOKEN: 'ci-token', ...env });
      expect(server.received[0].body).toMatchObject({
        run: attempt === undefined ? { id: '42' } : { id: '42', attempt },
      });
      await expect(run({ runAttempt: 'x' })).rejects.toThrow('--run-attempt');
    },
  );

  it('sends the measurements and returns the verdict of the portal', async () => {
    answers = [verdict('failed')];
    expect(await run({ part: 'main', expects: ['image'] })).toBe(1);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      url: '/api/quality-gates/evaluations',
      authorization: 'Bearer ci-token',
      body: {
        entityRef,
        commit,
        branch: 'main',
        pullRequest: 7,
        run: { id: '42' },
        service: 'backend',
        part: 'main',
        expects: ['image'],
        measurements: expect.arrayContaining([
          expect.objectContaining({ id: 'coverage.lines', value: 91 }),
        ]),
        problems: [],
      },
    });
    expect(server.received[0].body).not.toHaveProperty('tighten');
    expect(output.text).toContain('Quality gate ✖ failed');
    expect(output.text).toContain('/saju-calculator/quality-gates');
    expect(output.text).not.toContain('ci-token');
  });

  it('sends what the repository tightens, and leaves the judgement to the portal', async () => {
    answers = [verdict('passed')];
    folder.write(
      'heal7-gates.yaml',
      // Looser than the HEAL7 gate, but perhaps not than that of the portal.
      'checks:\n  coverage.backend-lines: { threshold: { min: 70 } }\n',
    );
    expect(await run()).toBe(0);
    expect(server.received[0].body).toMatchObject({
      tighten: {
        checks: { 'coverage.backend-lines': { threshold: { min: 70 } } },
      },
    });
  });

  it('shows waivers, and does not fail on what is awaited', async () => {
    answers = [
      verdict(
        'inconclusive',
        check({
          waiver: {
            id: 'w1',
            reason: 'flaky until the next release',
            approvedBy: 'user:default/haneul',
            expiresAt: '2026-12-01T00:00:00.000Z',
          },
        }),
        check({
          id: 'performance.image-size',
          title: 'Image size',
          verdict: 'inconclusive',
          value: undefined,
          reasonCode: 'pending',
          reason: 'The part "image" of the CI run has not come yet.',
        }),
      ),
    ];
    expect(await run()).toBe(0);
    expect(output.text).toMatch(/○ waived \(failed\) +Failed tests +2 +0/);
    expect(output.text).toContain(
      'waived until 2026-12-01 by user:default/haneul: flaky until the next release',
    );
    expect(output.text).toMatch(/… pending +Image size/);
    expect(output.text).toContain(
      '… passed so far, 1 check pending, 1 check waived',
    );
  });

  it('tries again when the portal fails, waiting longer each time', async () => {
    answers = [refusal(503, 'x'), refusal(502, 'x'), verdict('passed')];
    expect(await run()).toBe(0);
    expect(server.received).toHaveLength(3);
    expect(delays).toEqual([1000, 2000]);
    expect(output.errors[0]).toBe(
      'The portal failed with status 503. Trying again in 1 s.',
    );
  });

  it('gives up after five attempts', async () => {
    await expect(run()).rejects.toThrow('The portal failed with status 500.');
    expect(server.received).toHaveLength(5);
  });

  it.each([
    [401, 'The portal does not accept the token in HEAL7_GATES_TOKEN.'],
    [403, 'nobody may send measurements for this entity: The catalog has no x'],
  ])(
    'does not repeat what the portal refuses with %d',
    async (status, text) => {
      answers = [refusal(status, 'The catalog has no x')];
      await expect(run()).rejects.toThrow(text);
      expect(server.received).toHaveLength(1);
    },
  );

  it('waits for a new service to be registered in the catalog', async () => {
    answers = [
      refusal(404, 'The catalog has no x'),
      refusal(404, 'The catalog has no x'),
      verdict('passed'),
    ];
    expect(await run()).toBe(0);
    expect(delays).toEqual([3000, 3000]);
    expect(output.errors[0]).toBe(
      'The portal refuses the measurements: The catalog has no x Trying again in 3 s.',
    );
  });

  it('waits a minute and no longer', async () => {
    answers = Array.from({ length: 30 }, () =>
      refusal(404, 'The catalog has no x'),
    );
    await expect(run()).rejects.toThrow('The catalog has no x');
    expect(server.received).toHaveLength(20);
  });

  it('says that the portal cannot be reached', async () => {
    await server.stop();
    await expect(run()).rejects.toThrow(
      `The portal at ${server.url} cannot be reached (ECONNREFUSED).`,
    );
    expect(delays).toEqual([1000, 2000, 4000, 8000]);
  });

  it.each([
    [{ commit: 'abc' }, '--commit must be the full SHA'],
    [{ portal: 'portal' }, '--portal "portal" is not a URL.'],
    [{ pullRequest: 'x' }, '--pull-request must be a number.'],
  ])('explains wrong flags %j and sends nothing', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
    expect(server.received).toEqual([]);
  });

  it('wants a token from the environment', async () => {
    await expect(run({}, {})).rejects.toThrow('set HEAL7_GATES_TOKEN');
    expect(server.received).toEqual([]);
  });

  it('knows something that is no portal', async () => {
    answers = [{ status: 200, body: { hello: 'there' } }];
    await expect(run()).rejects.toThrow('The answer is not that of a portal');
  });

  it('speaks with the identity of the job in GitHub Actions', async () => {
    const actions = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${server.url}/identity`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    };
    answers = [verdict('passed')];
    expect(await run({}, actions)).toBe(0);
    expect(server.received).toMatchObject([
      { url: '/identity?audience=heal7-portal' },
      { method: 'POST', authorization: 'Bearer identity-token' },
    ]);
    expect([...output.lines, ...output.errors].join()).not.toMatch(
      /(identity|request)-token/,
    );
    answers = [refusal(403, 'The token speaks for another repository.')];
    await expect(run({}, actions)).rejects.toThrow(
      'With the identity token of GitHub Actions nobody may send measurements for this entity: The token speaks for another repository.',
    );
    identity = { status: 403, body: {} };
    await expect(run({ orCheck: true }, actions)).rejects.toThrow(
      'GitHub gives no identity token (status 403)',
    );
  });

  describe('--or-check', () => {
    const orCheck = { orCheck: true, gate: 'gate.json' };

    it('judges here when the portal cannot be asked, and says so', async () => {
      await server.stop();
      expect(await run(orCheck)).toBe(0);
      expect(output.text).toContain('judged here');
      expect(output.text.replace(/\s+/g, ' ')).toContain(
        'cannot be reached (ECONNREFUSED). Judged here instead, without the waivers of the portal; nothing was sent.',
      );
      folder.write('reports/junit.xml', reports.junit(1));
      expect(await run(orCheck)).toBe(1);
    });

    it('does so when the portal is broken, or no token is there', async () => {
      expect(await run(orCheck)).toBe(0);
      expect(server.received).toHaveLength(5);
      expect(await run(orCheck, {})).toBe(0);
    });

    it.each([401, 403, 400])(
      'does not when it refuses with %d',
      async status => {
        answers = [refusal(status, 'no')];
        await expect(run(orCheck)).rejects.toThrow();
        expect(output.text).toBe('');
      },
    );

    it('does not when the portal judged', async () => {
      answers = [verdict('failed')];
      expect(await run(orCheck)).toBe(1);
      expect(output.text).not.toContain('judged here');
    });
  });
});
