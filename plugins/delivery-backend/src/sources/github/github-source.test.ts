import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import http from 'node:http';
import { AddressInfo } from 'node:net';
import { GithubClient } from '@heal7/github-client';
import { DefaultGithubSource } from './github-source';
import { parseRuns } from './parse-runs';

const run = (more: Record<string, string | number | object>) => ({
  id: 1,
  run_number: 7,
  workflow_id: 5,
  head_sha: 'a'.repeat(40),
  head_branch: 'main',
  event: 'push',
  status: 'completed',
  conclusion: 'success',
  run_started_at: '2026-01-01T10:00:00Z',
  updated_at: '2026-01-01T10:05:00Z',
  html_url: 'https://gh/run/1',
  head_commit: {
    message: 'Fix cache\n\nlong',
    author: { name: 'Minji' },
    timestamp: '2026-01-01T09:59:00Z',
  },
  ...more,
});
const parse = (...runs: object[]) =>
  parseRuns(JSON.parse(JSON.stringify({ workflow_runs: runs })));

describe('parseRuns', () => {
  it('reads a run', () => {
    expect(parse(run({}))).toEqual([
      {
        id: '1',
        number: 7,
        commit: 'a'.repeat(40),
        branch: 'main',
        message: 'Fix cache\n\nlong',
        author: 'Minji',
        committedAt: '2026-01-01T09:59:00.000Z',
        state: 'passed',
        startedAt: '2026-01-01T10:00:00.000Z',
        finishedAt: '2026-01-01T10:05:00.000Z',
        url: 'https://gh/run/1',
      },
    ]);
  });

  it.each([
    ['completed', 'failure', 'failed'],
    ['completed', 'timed_out', 'failed'],
    ['completed', 'cancelled', 'unknown'],
    ['in_progress', '', 'running'],
    ['queued', '', 'waiting'],
  ])('%s %s is %s', (status, conclusion, state) => {
    const [fact] = parse(run({ status, conclusion }));
    expect(fact.state).toBe(state);
    expect(fact.finishedAt === undefined).toBe(status !== 'completed');
  });

  it('counts the newest attempt of each workflow, and of several workflows the worst', () => {
    const failed = run({ id: 2, conclusion: 'failure' });
    const repeated = run({ id: 3, run_started_at: '2026-01-01T11:00:00Z' });
    expect(parse(failed, repeated).map(({ id, state }) => [id, state])).toEqual(
      [['3', 'passed']],
    );
    const other = run({
      id: 4,
      workflow_id: 6,
      status: 'in_progress',
      conclusion: '',
    });
    expect(parse(repeated, other).map(({ id, state }) => [id, state])).toEqual([
      ['4', 'running'],
    ]);
  });

  it('leaves out pull requests and what is no run', () => {
    expect(parse(run({ event: 'pull_request' }), { id: 'x' })).toEqual([]);
    expect(parseRuns(undefined)).toEqual([]);
  });
});

describe('DefaultGithubSource', () => {
  const seen: http.IncomingMessage[] = [];
  let answer: (
    response: http.ServerResponse,
    request: http.IncomingMessage,
  ) => void;
  const server = http.createServer((request, response) => {
    seen.push(request);
    answer(response, request);
  });
  let host: string;
  let client: DefaultGithubSource;
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            { host, apiBaseUrl: `http://${host}/api/v3`, token: 'secret' },
          ],
        },
      }),
    );
    client = new DefaultGithubSource(new GithubClient({ integrations }));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const json = (body: object, headers: http.OutgoingHttpHeaders = {}) => {
    answer = response => {
      response.writeHead(200, {
        'content-type': 'application/json',
        ...headers,
      });
      response.end(JSON.stringify(body));
    };
  };

  it('reads runs with the token of the integration, and nothing when nothing changed', async () => {
    json({ workflow_runs: [run({})] }, { etag: '"1"' });
    const first = await client.runs(`${host}/heal7/shop`);
    expect(first).toMatchObject({ runs: [{ id: '1' }], etag: '"1"' });
    expect(seen.at(-1)?.url).toBe(
      '/api/v3/repos/heal7/shop/actions/runs?per_page=30',
    );
    expect(seen.at(-1)?.headers.authorization).toBe('Bearer secret');
    answer = (response, request) => {
      response.writeHead(
        request.headers['if-none-match'] === '"1"' ? 304 : 500,
      );
      response.end();
    };
    await expect(
      client.runs(`${host}/heal7/shop`, '"1"'),
    ).resolves.toBeUndefined();
  });

  it('reads a commit, and that there is none', async () => {
    json({
      sha: 'b'.repeat(40),
      html_url: 'https://gh/commit/b',
      commit: {
        message: 'One\ntwo',
        author: { name: 'Minji' },
        committer: { date: '2026-01-01T10:00:00Z' },
      },
    });
    await expect(
      client.commit(`${host}/heal7/shop`, 'bbbbbbb'),
    ).resolves.toEqual({
      sha: 'b'.repeat(40),
      message: 'One',
      author: 'Minji',
      at: '2026-01-01T10:00:00.000Z',
      url: 'https://gh/commit/b',
    });
    answer = response => {
      response.writeHead(422);
      response.end('{}');
    };
    await expect(
      client.commit(`${host}/heal7/shop`, 'ccccccc'),
    ).resolves.toBeUndefined();
  });

  it.each([
    [404, {}, /^GitHub does not know .*heal7\/shop/],
    [403, { 'x-ratelimit-remaining': '0' }, /limits the number of requests/],
    [500, {}, /^GitHub answered 500/],
  ])('says what %d means', async (status, headers, message) => {
    answer = response => {
      response.writeHead(status, headers);
      response.end('{}');
    };
    const failure = await client
      .runs(`${host}/heal7/shop`)
      .catch(error => error);
    expect(failure.message).toMatch(message);
    expect(failure.message).not.toContain('secret');
  });

  it('does not take the page of a proxy for a repository without runs', async () => {
    answer = response => response.end('<html>Sorry</html>');
    await expect(client.runs(`${host}/heal7/shop`)).rejects.toThrow(
      'GitHub answered something that is not its API',
    );
  });

  it('needs an integration for the host', async () => {
    await expect(client.runs('elsewhere/heal7/shop')).rejects.toThrow(
      'There is no GitHub integration for elsewhere under integrations.github',
    );
  });
});
