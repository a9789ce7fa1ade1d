import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  TestFolder,
  TestOutput,
  TestServer,
  type Answer,
  type Received,
} from '../testing';
import { facts } from './facts';
import { inspect } from './inspect';

const job = (id: number) => ({
  id,
  name: 'build',
  status: 'completed',
  started_at: '2026-03-01T12:00:00Z',
  completed_at: '2026-03-01T12:05:00Z',
});
const pull = (
  login: string,
  merged: string | null = '2026-03-01T12:00:00Z',
) => ({
  number: 1,
  user: { login },
  merged_at: merged,
});
describe('heal7-gates facts', () => {
  let folder: TestFolder;
  let output: TestOutput;
  let server: TestServer;
  let answer: (request: Received) => Answer;
  let delays: number[];

  beforeEach(async () => {
    folder = new TestFolder();
    output = new TestOutput();
    delays = [];
    answer = ({ url }) =>
      url.includes('/jobs')
        ? { status: 200, body: { total_count: 1, jobs: [job(1)] } }
        : { status: 200, body: [pull('minji'), pull('dependabot[bot]')] };
    server = await new TestServer(request => answer(request)).start();
  });
  afterEach(async () => {
    folder.remove();
    await server.stop();
  });

  const actions = () => ({
    GITHUB_API_URL: `${server.url}/api/v3/`,
    GITHUB_REPOSITORY: 'heal7/heal7-backend',
    GITHUB_RUN_ID: '42',
    GITHUB_TOKEN: 'gh-token',
  });
  const run = (
    options: { optional?: boolean } = {},
    env: Record<string, string | undefined> = {},
  ) =>
    facts(
      { output: 'reports', ...options },
      {
        directory: folder.path,
        env: { ...actions(), ...env },
        output,
        fetch,
        sleep: async milliseconds => {
          delays.push(milliseconds);
        },
      },
    );
  const written = (name: string) =>
    JSON.parse(readFileSync(join(folder.path, 'reports', name), 'utf8'));

  it('writes the jobs and the pull requests as GitHub tells them', async () => {
    expect(await run()).toBe(0);
    expect(written('github-jobs.json')).toEqual({
      total_count: 1,
      jobs: [job(1)],
    });
    expect(written('github-pulls.json')).toEqual([
      pull('minji'),
      pull('dependabot[bot]'),
    ]);
    expect(server.received.map(({ url }) => url)).toEqual([
      '/api/v3/repos/heal7/heal7-backend/actions/runs/42/jobs?filter=latest&per_page=100&page=1',
      '/api/v3/repos/heal7/heal7-backend/pulls?state=closed&sort=updated&direction=desc&per_page=100&page=1',
    ]);
    expect(server.received[0].authorization).toBe('Bearer gh-token');
    expect([...output.lines, ...output.errors].join()).not.toContain(
      'gh-token',
    );
  });

  const pageOf = (url: string) => Number(/[?&]page=(\d+)/.exec(url)?.[1]);

  it('turns pages until the last job, and the newest merged update', async () => {
    answer = ({ url }) => {
      const page = pageOf(url);
      if (url.includes('/jobs')) {
        const jobs = Array.from({ length: page === 1 ? 100 : 3 }, (_, index) =>
          job(page * 1000 + index),
        );
        return { status: 200, body: { total_count: 103, jobs } };
      }
      const unmerged = Array.from({ length: 99 }, () =>
        pull('renovate[bot]', null),
      );
      const last = page === 2 ? pull('renovate[bot]') : pull('minji');
      return { status: 200, body: [...unmerged, last] };
    };
    expect(await run()).toBe(0);
    expect(written('github-jobs.json').jobs).toHaveLength(103);
    expect(written('github-pulls.json')).toHaveLength(200);
  });

  it('writes files that inspect understands, also of a new repository', async () => {
    const inspected = () => {
      const lines = new TestOutput();
      inspect(
        ['jobs', 'pulls'].map(it =>
          join(folder.path, `reports/github-${it}.json`),
        ),
        {},
        lines,
      );
      return lines.text;
    };
    expect(await run()).toBe(0);
    expect(inspected()).toMatch(/build.duration +5 min/);
    expect(inspected()).toMatch(/dependencies.last-merged +1/);
    const whole = answer;
    answer = request =>
      request.url.includes('/pulls')
        ? { status: 200, body: [] }
        : whole(request);
    expect(await run()).toBe(0);
    expect(inspected()).toContain('github-pulls.json: github-pulls');
  });

  it('does not turn pages for ever', async () => {
    answer = ({ url }) => {
      const all = Array.from({ length: 100 }, (_, index) =>
        url.includes('/jobs') ? job(index) : pull('minji'),
      );
      return {
        status: 200,
        body: url.includes('/jobs') ? { total_count: 1e6, jobs: all } : all,
      };
    };
    expect(await run()).toBe(0);
    expect(server.received).toHaveLength(13);
    expect(written('github-jobs.json').total_count).toBe(1e6);
  });

  it.each<[Answer, string]>([
    [{ status: 401, body: {} }, 'does not accept the token in GITHUB_TOKEN'],
    [{ status: 404, body: {} }, '"permissions: actions: read'],
    [
      { status: 403, body: {}, headers: { 'x-ratelimit-remaining': '0' } },
      'rate limit',
    ],
    [{ status: 422, body: {} }, 'answers with status 422'],
    [{ status: 200, body: '<html>' }, 'is not JSON'],
    [{ status: 200, body: {} }, 'holds no list of jobs'],
  ])('explains %j with exit code 2', async (broken, message) => {
    answer = () => broken;
    expect(await run()).toBe(2);
    expect(output.errors[0]).toContain('github-jobs.json: ');
    expect(output.errors[0]).toContain(message);
    expect(existsSync(join(folder.path, 'reports/github-jobs.json'))).toBe(
      false,
    );
  });

  it('writes what it can when one of both fails', async () => {
    const whole = answer;
    answer = request =>
      request.url.includes('/pulls')
        ? { status: 404, body: {} }
        : whole(request);
    expect(await run()).toBe(2);
    expect(written('github-jobs.json').jobs).toHaveLength(1);
    expect(output.errors).toEqual([
      expect.stringContaining('github-pulls.json: GitHub does not show'),
    ]);
  });

  it('asks again when GitHub stumbles', async () => {
    const whole = answer;
    let failures = 2;
    answer = request => {
      failures -= 1;
      return failures >= 0 ? { status: 502, body: {} } : whole(request);
    };
    expect(await run()).toBe(0);
    expect(delays).toEqual([1000, 2000]);
  });

  it('says that GitHub cannot be reached', async () => {
    await server.stop();
    expect(await run()).toBe(2);
    expect(output.errors[0]).toContain('cannot be reached (ECONNREFUSED)');
  });

  it.each([
    [{ GITHUB_TOKEN: undefined }, 'GITHUB_TOKEN is not set'],
    [{ GITHUB_REPOSITORY: 'a/../b' }, 'GITHUB_REPOSITORY must be'],
    [{ GITHUB_RUN_ID: '' }, 'GITHUB_RUN_ID is not set'],
  ])('wants its surroundings: %j', async (env, message) => {
    expect(await run({}, env)).toBe(2);
    expect(output.errors).toEqual([expect.stringContaining(message)]);
    expect(await run({ optional: true }, env)).toBe(0);
    expect(server.received).toEqual([]);
  });
});
