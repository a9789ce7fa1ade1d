import { minji, startGithub, TestGithub } from '../testing/start-github';

jest.setTimeout(60_000);

const name = 'HEAL7 quality gate';
const repo = '/repos/heal7/demo';

describe('checks of the sandbox GitHub', () => {
  let server: TestGithub;
  let head: string;
  beforeEach(async () => {
    server = await startGithub();
    await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: { 'a.txt': 'a\n' },
      message: 'Start',
      author: minji,
    });
    head = await server.github.commitFiles(
      'heal7/demo',
      'feature',
      { 'a.txt': 'b\n' },
      'Change',
      minji,
    );
  });
  afterEach(() => server.stop());

  const send = async (
    method: string,
    path: string,
    body?: object,
    token = server.appToken(),
  ) => {
    const answer = await server.api(path, { method, body, token });
    return { status: answer.status, body: await answer.json() };
  };
  const createCheck = (more: object = {}) =>
    send('POST', `${repo}/check-runs`, { name, head_sha: head, ...more });

  it('lets only Apps make and change check runs', async () => {
    const body = { name, head_sha: head };
    const refused = await send(
      'POST',
      `${repo}/check-runs`,
      body,
      'ghp_sandboxportal',
    );
    expect(refused).toMatchObject({
      status: 403,
      body: { message: 'You must authenticate via a GitHub App.' },
    });
    const made = await createCheck({ external_id: 'component:default/demo' });
    expect(made).toMatchObject({
      status: 201,
      body: {
        status: 'queued',
        conclusion: null,
        external_id: 'component:default/demo',
        app: { id: 1, slug: 'heal7-portal' },
        html_url: `${server.url}/heal7/demo/runs/${made.body.id}`,
      },
    });
    const path = `${repo}/check-runs/${made.body.id}`;
    expect(
      (await send('PATCH', path, { status: 'x' }, 'ghp_sandboxportal')).status,
    ).toBe(403);
  });

  it('checks what it is sent', async () => {
    expect((await createCheck({ conclusion: 'good' })).status).toBe(422);
    expect((await createCheck({ status: 'completed' })).status).toBe(422);
    expect((await createCheck({ head_sha: 'main' })).status).toBe(422);
    expect((await createCheck({ head_sha: '0'.repeat(40) })).status).toBe(422);
    const summary = 'x'.repeat(65_536);
    expect(
      (await createCheck({ output: { title: 't', summary } })).status,
    ).toBe(422);
    const description = 'x'.repeat(141);
    expect(
      (
        await send('POST', `${repo}/statuses/${head}`, {
          state: 'success',
          description,
        })
      ).status,
    ).toBe(422);
    const { record } = server.github.context.repositories.get('heal7', 'demo');
    expect([record.checkRuns, record.statuses]).toEqual([[], []]);
  });

  it('lists the newest of a name, and all on demand', async () => {
    await createCheck({ conclusion: 'failure' });
    const second = await createCheck({ status: 'in_progress' });
    await createCheck({ name: 'Other' });
    const list = async (query: string) => {
      const { body } = await send(
        'GET',
        `${repo}/commits/${head}/check-runs?${query}`,
      );
      return body.check_runs.map((each: { id: number }) => each.id);
    };
    const encoded = encodeURIComponent(name);
    expect(await list(`check_name=${encoded}`)).toEqual([second.body.id]);
    expect(await list(`check_name=${encoded}&filter=all`)).toHaveLength(2);
    expect(await list('filter=all&status=completed')).toHaveLength(1);
    expect(await list('app_id=15368')).toEqual([]);
    expect(await list('app_id=1')).toHaveLength(2);
  });

  it('takes up a finished check run again', async () => {
    const { body } = await createCheck({ conclusion: 'failure' });
    const path = `${repo}/check-runs/${body.id}`;
    const again = await send('PATCH', path, { status: 'in_progress' });
    expect(again.body).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      completed_at: null,
    });
  });

  it('merges only when the required checks have passed', async () => {
    await send('PUT', `${repo}/branches/main/protection`, {
      required_status_checks: { strict: false, contexts: [name] },
    });
    const { number } = (
      await send('POST', `${repo}/pulls`, {
        title: 'Change',
        head: 'feature',
        base: 'main',
      })
    ).body;
    const merge = () => send('PUT', `${repo}/pulls/${number}/merge`);
    const refused = (message: string) => ({ status: 405, body: { message } });
    const page = async () =>
      (await fetch(`${server.url}/heal7/demo/pull/${number}`)).text();

    expect(await merge()).toMatchObject(
      refused(`Required status check "${name}" is expected.`),
    );
    const { body } = await createCheck({
      status: 'in_progress',
      details_url: 'https://portal.example/gates',
    });
    expect(await merge()).toMatchObject(
      refused(`Required status check "${name}" is in progress.`),
    );
    const path = `${repo}/check-runs/${body.id}`;
    await send('PATCH', path, {
      conclusion: 'failure',
      output: { title: 'Failed', summary: '<b>2</b> checks' },
    });
    expect(await merge()).toMatchObject(
      refused(`Required status check "${name}" is failing.`),
    );
    expect(
      (await send('GET', `${repo}/pulls/${number}`)).body.mergeable_state,
    ).toBe('blocked');
    expect(await page()).toContain('Merging is blocked');
    expect(await page()).toContain(`/heal7/demo/runs/${body.id}`);
    const checkPage = await (await fetch(body.html_url)).text();
    expect(checkPage).toContain('https://portal.example/gates');
    expect(checkPage).toContain('&lt;b&gt;2&lt;/b&gt; checks');

    await send('PATCH', path, { conclusion: 'success' });
    expect(
      (await send('GET', `${repo}/pulls/${number}`)).body.mergeable_state,
    ).toBe('clean');
    expect((await merge()).status).toBe(200);
  });

  it('counts commit statuses too, unless an App is named, and says how many are missing', async () => {
    await send('PUT', `${repo}/branches/main/protection`, {
      required_status_checks: {
        checks: [{ context: name, app_id: 1 }],
        contexts: ['CI', name],
      },
    });
    const { number } = (
      await send('POST', `${repo}/pulls`, {
        title: 'Change',
        head: 'feature',
        base: 'main',
      })
    ).body;
    const status = (context: string, state: string) =>
      send('POST', `${repo}/statuses/${head}`, { context, state });
    const merge = () => send('PUT', `${repo}/pulls/${number}/merge`);
    await status('CI', 'failure');
    expect((await merge()).body.message).toBe(
      '2 of 2 required status checks have not succeeded: 1 expected, 1 failing.',
    );
    await status('CI', 'success');
    await status(name, 'success');
    expect((await merge()).status).toBe(405);
    await createCheck({ conclusion: 'success' });
    expect((await merge()).status).toBe(200);
  });

  it('sorts closed pull requests by their last change', async () => {
    const { context } = server.github;
    const repository = context.repositories.get('heal7', 'demo');
    const times = ['2026-01-03', '2026-01-01', '2026-01-02'];
    for (const [index, day] of times.entries()) {
      const branch = `b${index}`;
      await server.github.commitFiles(
        'heal7/demo',
        branch,
        { 'b.txt': branch },
        'B',
        minji,
      );
      const pull = await context.pullRequests.open(
        repository,
        index === 0 ? 'dependabot[bot]' : 'minji',
        { title: branch, body: '', head: branch, base: 'main', draft: false },
      );
      context.pullRequests.close(repository, pull, 'minji');
      pull.updatedAt = `${day}T00:00:00.000Z`;
    }
    const numbers = async (query: string) => {
      const { body } = await send('GET', `${repo}/pulls?state=closed${query}`);
      return body.map((each: { number: number }) => each.number);
    };
    expect(await numbers('&sort=updated&direction=desc')).toEqual([1, 3, 2]);
    expect(await numbers('&sort=updated')).toEqual([2, 3, 1]);
    expect(await numbers('')).toEqual([3, 2, 1]);
    const { body } = await send('GET', `${repo}/pulls?state=closed`);
    expect(body[2]).toMatchObject({
      user: { login: 'dependabot[bot]', type: 'Bot' },
      merged_at: null,
      closed_at: expect.any(String),
    });
  });
});
