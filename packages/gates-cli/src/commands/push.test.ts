import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { TestFolder, TestOutput, writeGoodReports } from '../testing';
import { push, type PushOptions } from './push';

const commit = 'c'.repeat(40);

interface Received {
  url: string | undefined;
  authorization: string | undefined;
  body: unknown;
}

describe('heal7-gates push', () => {
  let folder: TestFolder;
  let output: TestOutput;
  let server: Server;
  let portal: string;
  let answers: { status: number; body: object }[];
  let received: Received[];
  let delays: number[];

  beforeEach(async () => {
    folder = new TestFolder();
    output = new TestOutput();
    writeGoodReports(folder);
    answers = [];
    received = [];
    delays = [];
    server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      received.push({
        url: request.url,
        authorization: request.headers.authorization,
        body: JSON.parse(text),
      });
      const answer = answers.shift() ?? { status: 500, body: {} };
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (!address || typeof address === 'string') throw new Error('no port');
    portal = `http://127.0.0.1:${address.port}`;
  });
  afterEach(async () => {
    folder.remove();
    server.closeAllConnections();
    if (server.listening) {
      server.close();
      await once(server, 'close');
    }
  });

  const run = (
    options: Partial<PushOptions> = {},
    token: string | undefined = 'ci-token',
  ) =>
    push(
      {
        portal: `${portal}/`,
        entity: 'component:default/saju-calculator',
        commit,
        runId: '42',
        branch: 'main',
        pullRequest: '7',
        service: 'backend',
        ...options,
      },
      {
        directory: folder.path,
        token: token || undefined,
        output,
        fetch,
        sleep: async milliseconds => {
          delays.push(milliseconds);
        },
      },
    );

  const verdict = (word: string) => ({
    status: 201,
    body: {
      entityRef: 'component:default/saju-calculator',
      commit,
      verdict: word,
      checks: [],
      problems: [],
    },
  });
  const refusal = (status: number, message: string) => ({
    status,
    body: {
      error: { name: 'Error', message },
      response: { statusCode: status },
    },
  });

  it('sends the measurements and returns the verdict of the portal', async () => {
    answers = [verdict('failed')];
    expect(await run()).toBe(1);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      url: '/api/quality-gates/evaluations',
      authorization: 'Bearer ci-token',
      body: {
        entityRef: 'component:default/saju-calculator',
        commit,
        branch: 'main',
        pullRequest: 7,
        run: { id: '42' },
        service: 'backend',
        measurements: expect.arrayContaining([
          expect.objectContaining({ id: 'coverage.lines', value: 91 }),
        ]),
        problems: [],
      },
    });
    expect(output.text).toContain('Quality gate ✖ failed');
    expect(output.text).not.toContain('ci-token');
  });

  it('tries again when the portal fails, waiting longer each time', async () => {
    answers = [refusal(503, 'x'), refusal(502, 'x'), verdict('passed')];
    expect(await run()).toBe(0);
    expect(received).toHaveLength(3);
    expect(delays).toEqual([1000, 2000]);
    expect(output.errors[0]).toBe(
      'The portal failed with status 503. Trying again in 1 s.',
    );
  });

  it('gives up after five attempts', async () => {
    await expect(run()).rejects.toThrow('The portal failed with status 500.');
    expect(received).toHaveLength(5);
  });

  it.each([
    [401, 'The portal does not accept the token in HEAL7_GATES_TOKEN.'],
    [403, 'may not send measurements for this entity'],
  ])(
    'does not repeat what the portal refuses with %d',
    async (status, text) => {
      answers = [refusal(status, 'The catalog has no x')];
      await expect(run()).rejects.toThrow(text);
      expect(received).toHaveLength(1);
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
    expect(received).toHaveLength(20);
  });

  it('says that the portal cannot be reached', async () => {
    server.close();
    await once(server, 'close');
    await expect(run()).rejects.toThrow(
      `The portal at ${portal} cannot be reached (ECONNREFUSED).`,
    );
    expect(delays).toEqual([1000, 2000, 4000, 8000]);
  });

  it.each([
    [{ commit: 'abc' }, '--commit must be the full SHA'],
    [{ portal: 'portal' }, '--portal "portal" is not a URL.'],
    [{ pullRequest: 'x' }, '--pull-request must be a number.'],
  ])('explains wrong flags %j and sends nothing', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
    expect(received).toEqual([]);
  });

  it('wants a token from the environment', async () => {
    await expect(run({}, '')).rejects.toThrow('HEAL7_GATES_TOKEN is not set');
  });
});
