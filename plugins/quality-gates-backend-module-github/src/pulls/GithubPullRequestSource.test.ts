import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GithubClient, repositoryOf } from '@heal7/github-client';
import { startGithub, type TestGithub } from '@heal7/sandbox';
import { entityOf } from '../testing';
import { GithubPullRequestSource } from './GithubPullRequestSource';

jest.setTimeout(60_000);

const author = { name: 'Minji Kim', email: 'minji@heal7.com' };
const entity = entityOf('heal7/demo');

describe('GithubPullRequestSource on the GitHub of the sandbox', () => {
  let server: TestGithub;
  let source: GithubPullRequestSource;
  const fetched = jest.spyOn(global, 'fetch');
  beforeEach(async () => {
    server = await startGithub();
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host: new URL(server.url).host,
              apiBaseUrl: `${server.url}/api/v3`,
              token: 'ghp_sandboxportal',
            },
          ],
        },
      }),
    );
    source = new GithubPullRequestSource({
      client: new GithubClient({ integrations }),
      repositoryOf: it => repositoryOf(it, integrations),
    });
    await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: { 'README.md': '# demo\n' },
      message: 'Start',
      author,
    });
    fetched.mockClear();
  });
  afterEach(() => server.stop());
  afterAll(() => fetched.mockRestore());

  const open = async (branch: string, draft = false) => {
    const { context } = server.github;
    const commit = await server.github.commitFiles(
      'heal7/demo',
      branch,
      { 'a.txt': branch },
      'A',
      author,
    );
    const pull = await context.pullRequests.open(
      context.repositories.get('heal7', 'demo'),
      'minji',
      { title: `Add ${branch}`, body: '', head: branch, base: 'main', draft },
    );
    return { pull, commit };
  };
  const statuses = () =>
    Promise.all(
      fetched.mock.results.map(async ({ value }) => (await value).status),
    );

  it('lists what is open, newest first', async () => {
    expect(await source.listOpen(entity)).toEqual([]);
    const first = await open('one');
    const second = await open('two', true);
    const { context } = server.github;
    context.pullRequests.close(
      context.repositories.get('heal7', 'demo'),
      (await open('three')).pull,
      'minji',
    );
    expect(await source.listOpen(entity)).toEqual([
      {
        number: 2,
        title: 'Add two',
        url: `${server.url}/heal7/demo/pull/2`,
        branch: 'two',
        commit: second.commit,
        author: 'minji',
        draft: true,
      },
      {
        number: 1,
        title: 'Add one',
        url: `${server.url}/heal7/demo/pull/1`,
        branch: 'one',
        commit: first.commit,
        author: 'minji',
      },
    ]);
  });

  it('asks whether anything changed, and once for many at a time', async () => {
    await open('one');
    const first = await source.listOpen(entity);
    expect(await source.listOpen(entity)).toEqual(first);
    expect(await statuses()).toEqual([200, 304]);
    const [one, other] = await Promise.all([
      source.listOpen(entity),
      source.listOpen(entityOf('HEAL7/demo')),
    ]);
    expect(one).toEqual(other);
    expect(await statuses()).toEqual([200, 304, 304]);
    await open('two');
    expect(await source.listOpen(entity)).toHaveLength(2);
  });

  it('is not asked about other repositories, and rejects what it cannot know', async () => {
    expect(await source.listOpen(entityOf(undefined))).toBeUndefined();
    await expect(source.listOpen(entityOf('heal7/none'))).rejects.toThrow(
      'GitHub does not know heal7/none, or the portal may not see it',
    );
    server.github.faults.failNext({ pathPattern: '/pulls', status: 503 });
    await expect(source.listOpen(entity)).rejects.toThrow(
      'GitHub answered 503',
    );
  });
});
