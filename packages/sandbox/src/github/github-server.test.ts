import { Octokit } from 'octokit';
import { createGithubServer } from './github-server';
import {
  eventually,
  minji,
  portalToken,
  startGithub,
  TestGithub,
} from './testing/start-github';

jest.setTimeout(60_000);

describe('sandbox GitHub', () => {
  let server: TestGithub;
  let octokit: Octokit;
  let head: string;
  const demo = { owner: 'heal7', repo: 'demo' };

  beforeEach(async () => {
    server = await startGithub({
      pullRequestBot: { repositories: ['heal7/k8s-manifests'], delayMs: 10 },
    });
    octokit = new Octokit({
      auth: portalToken,
      baseUrl: `${server.url}/api/v3`,
      throttle: { enabled: false },
    });
    head = await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      description: 'A demo',
      files: { 'README.md': '# demo\n', 'src/a.ts': 'export const a = 1;\n' },
      message: 'Start',
      author: minji,
    });
  });
  afterEach(() => server.stop());

  it('answers what octokit asks about repositories, commits, trees and comparisons', async () => {
    const { rest } = octokit;
    expect((await rest.repos.get(demo)).data).toMatchObject({
      full_name: 'heal7/demo',
      default_branch: 'main',
    });
    expect(
      (await rest.repos.listForOrg({ org: 'heal7' })).data.map(
        each => each.name,
      ),
    ).toEqual(['demo']);
    const next = await server.github.commitFiles(
      'heal7/demo',
      'main',
      { 'src/a.ts': 'export const a = 2;\n', 'src/b.ts': 'b\n' },
      'Second',
      minji,
      { 'Sandbox-Quality': 'bad' },
    );
    const commit = (await rest.repos.getCommit({ ...demo, ref: 'main' })).data;
    expect(commit).toMatchObject({
      sha: next,
      author: { login: 'minji' },
      commit: { message: 'Second\n\nSandbox-Quality: bad' },
      stats: { additions: 2, deletions: 1, total: 3 },
      parents: [{ sha: head }],
    });
    expect(commit.files).toMatchObject([
      {
        filename: 'src/a.ts',
        status: 'modified',
        patch: expect.stringContaining('+export const a = 2;'),
      },
      { filename: 'src/b.ts', status: 'added' },
    ]);
    const compared = (
      await rest.repos.compareCommitsWithBasehead({
        ...demo,
        basehead: `${head}...main`,
      })
    ).data;
    expect(compared).toMatchObject({
      status: 'ahead',
      ahead_by: 1,
      behind_by: 0,
      merge_base_commit: { sha: head },
    });
    const tree = (
      await rest.git.getTree({ ...demo, tree_sha: 'main', recursive: 'true' })
    ).data;
    expect(tree.tree.map(each => each.path)).toEqual([
      'README.md',
      'src',
      'src/a.ts',
      'src/b.ts',
    ]);
    expect(
      (await rest.repos.listCommits({ ...demo, path: 'src/b.ts' })).data.map(
        each => each.sha,
      ),
    ).toEqual([next]);
    const all = await octokit.paginate(rest.repos.listCommits, {
      ...demo,
      per_page: 1,
    });
    expect(all.map(each => each.sha)).toEqual([next, head]);
    expect((await rest.repos.listBranches(demo)).data).toMatchObject([
      { name: 'main', commit: { sha: next } },
    ]);
  });

  it('keeps statuses and check runs', async () => {
    const { rest } = octokit;
    await rest.repos.createCommitStatus({
      ...demo,
      sha: head,
      state: 'pending',
      context: 'gates',
    });
    await rest.repos.createCommitStatus({
      ...demo,
      sha: head,
      state: 'failure',
      context: 'gates',
    });
    const combined = (
      await rest.repos.getCombinedStatusForRef({ ...demo, ref: 'main' })
    ).data;
    expect(combined).toMatchObject({
      state: 'failure',
      total_count: 1,
      sha: head,
    });
    const { checks } = new Octokit({
      auth: server.appToken(),
      baseUrl: `${server.url}/api/v3`,
      throttle: { enabled: false },
    }).rest;
    const { id } = (
      await checks.create({
        ...demo,
        name: 'Quality gates',
        head_sha: head,
        status: 'in_progress',
      })
    ).data;
    await checks.update({
      ...demo,
      check_run_id: id,
      conclusion: 'failure',
      output: { title: 'Failed', summary: '2 checks' },
    });
    const listed = (await rest.checks.listForRef({ ...demo, ref: head })).data;
    expect(listed.check_runs).toMatchObject([
      {
        id,
        status: 'completed',
        conclusion: 'failure',
        output: { title: 'Failed' },
      },
    ]);
  });

  it('opens and merges pull requests, and reports conflicts', async () => {
    const { rest } = octokit;
    await server.github.commitFiles(
      'heal7/demo',
      'feature/a',
      { 'src/a.ts': 'export const a = 5;\n' },
      'Five',
      minji,
    );
    const { number } = (
      await rest.pulls.create({
        ...demo,
        title: 'Five',
        head: 'feature/a',
        base: 'main',
      })
    ).data;
    await expect(
      rest.pulls.create({
        ...demo,
        title: 'Five',
        head: 'feature/a',
        base: 'main',
      }),
    ).rejects.toMatchObject({ status: 422 });
    expect(
      (await rest.pulls.get({ ...demo, pull_number: number })).data,
    ).toMatchObject({ mergeable: true, commits: 1, changed_files: 1 });
    await server.github.commitFiles(
      'heal7/demo',
      'main',
      { 'src/a.ts': 'export const a = 6;\n' },
      'Six',
      minji,
    );
    expect(
      (await rest.pulls.get({ ...demo, pull_number: number })).data.mergeable,
    ).toBe(false);
    await expect(
      rest.pulls.merge({ ...demo, pull_number: number }),
    ).rejects.toMatchObject({ status: 405 });
    await server.github.commitFiles(
      'heal7/demo',
      'feature/b',
      { 'src/b.ts': 'b\n' },
      'B',
      minji,
    );
    const other = (
      await rest.pulls.create({
        ...demo,
        title: 'B',
        head: 'heal7:feature/b',
        base: 'main',
      })
    ).data;
    const merged = (
      await rest.pulls.merge({ ...demo, pull_number: other.number })
    ).data;
    const commit = (await rest.repos.getCommit({ ...demo, ref: 'main' })).data;
    expect(commit.sha).toBe(merged.sha);
    expect(commit.parents).toHaveLength(2);
    expect(
      (await rest.pulls.listCommits({ ...demo, pull_number: other.number }))
        .data,
    ).toHaveLength(1);
  });

  it('merges pull requests to the manifests repository by itself, or says why not', async () => {
    const { rest } = octokit;
    const manifests = { owner: 'heal7', repo: 'k8s-manifests' };
    await server.github.createRepository({
      ...manifests,
      name: 'k8s-manifests',
      files: { 'a.yaml': 'a: 1\n' },
      message: 'Start',
      author: minji,
    });
    await server.github.commitFiles(
      'heal7/k8s-manifests',
      'good',
      { 'b.yaml': 'b: 1\n' },
      'B',
      minji,
    );
    await server.github.commitFiles(
      'heal7/k8s-manifests',
      'clash',
      { 'a.yaml': 'a: 2\n' },
      'A2',
      minji,
    );
    await server.github.commitFiles(
      'heal7/k8s-manifests',
      'main',
      { 'a.yaml': 'a: 3\n' },
      'A3',
      minji,
    );
    const good = (
      await rest.pulls.create({
        ...manifests,
        title: 'Good',
        head: 'good',
        base: 'main',
      })
    ).data.number;
    const clash = (
      await rest.pulls.create({
        ...manifests,
        title: 'Clash',
        head: 'clash',
        base: 'main',
      })
    ).data.number;
    await eventually(
      async () =>
        (
          await rest.pulls.get({ ...manifests, pull_number: good })
        ).data.merged || undefined,
    );
    expect(
      await server.github.readFile('heal7/k8s-manifests', 'main', 'b.yaml'),
    ).toBe('b: 1\n');
    const [comment] = await eventually(async () => {
      const found = (
        await rest.issues.listComments({ ...manifests, issue_number: clash })
      ).data;
      return found.length > 0 ? found : undefined;
    });
    expect(comment.body).toContain(
      'CONFLICT (content): Merge conflict in a.yaml',
    );
    expect(
      (await rest.pulls.get({ ...manifests, pull_number: clash })).data.state,
    ).toBe('open');
  });

  it('fails as GitHub fails', async () => {
    const status = async (
      path: string,
      init?: Parameters<TestGithub['api']>[1],
    ) => {
      const answer = await server.api(path, init);
      return { status: answer.status, ...(await answer.json()) };
    };
    expect(await status('/user', { token: 'nope' })).toMatchObject({
      status: '401',
      message: 'Bad credentials',
    });
    expect(await status('/user', { token: false })).toMatchObject({
      message: 'Requires authentication',
    });
    expect(await status('/no/such/route')).toMatchObject({
      status: '404',
      message: 'Not Found',
      documentation_url: expect.any(String),
    });
    expect(
      await status('/orgs/heal7/repos', {
        method: 'POST',
        body: { name: 'Demo' },
      }),
    ).toMatchObject({
      status: '422',
      errors: [{ message: 'name already exists on this account' }],
    });
    for (const name of ['..', 'a/b', 'x y', '', 'a.git']) {
      const answer = await server.api('/orgs/heal7/repos', {
        method: 'POST',
        body: { name },
      });
      expect(answer.status).toBe(422);
    }
    server.github.faults.failNext({
      method: 'GET',
      pathPattern: '/repos/heal7/demo$',
      status: 503,
      times: 2,
    });
    const seen = [];
    for (let i = 0; i < 3; i += 1)
      seen.push((await server.api('/repos/heal7/demo')).status);
    expect(seen).toEqual([503, 503, 200]);
  });

  it('still knows everything after a restart', async () => {
    const { rest } = octokit;
    await server.github.commitFiles(
      'heal7/demo',
      'feature/b',
      { 'src/b.ts': 'b\n' },
      'B',
      minji,
    );
    await rest.pulls.create({
      ...demo,
      title: 'B',
      head: 'feature/b',
      base: 'main',
    });
    await rest.repos.replaceAllTopics({ ...demo, names: ['saju'] });
    await server.github.stop();
    const again = createGithubServer({
      port: 0,
      stateDirectory: server.directory,
    });
    try {
      const { port } = await again.start();
      const client = new Octokit({
        auth: portalToken,
        baseUrl: `http://localhost:${port}/api/v3`,
        throttle: { enabled: false },
      });
      expect((await client.rest.pulls.list(demo)).data).toMatchObject([
        { title: 'B', number: 1 },
      ]);
      expect((await client.rest.repos.getAllTopics(demo)).data.names).toEqual([
        'saju',
      ]);
      expect(await again.headOf('heal7/demo', 'main')).toBe(head);
    } finally {
      await again.stop();
    }
  });

  it('shows pages for people, escaped', async () => {
    await server.github.commitFiles(
      'heal7/demo',
      'main',
      { 'README.md': '<script>alert(1)</script>' },
      'Hack <b>',
      minji,
    );
    const text = async (path: string) => {
      const answer = await fetch(`${server.url}${path}`);
      return { status: answer.status, body: await answer.text() };
    };
    const pages = [
      '/',
      '/heal7',
      '/heal7/demo',
      '/heal7/demo/tree/main/src',
      '/heal7/demo/blob/main/README.md',
      '/heal7/demo/commit/main',
      '/heal7/demo/commits/main',
      '/heal7/demo/pulls',
      '/heal7/demo/actions',
    ];
    for (const path of pages) {
      const shown = await text(path);
      expect(shown.status).toBe(200);
      expect(shown.body).toContain('sandbox GitHub');
      expect(shown.body).not.toContain('<script>');
      expect(shown.body).not.toContain('Hack <b>');
    }
    expect((await text('/heal7/nothing')).status).toBe(404);
    expect((await text('/heal7/demo/pull/99')).status).toBe(404);
  });
});
