import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GithubClient, repositoryOf } from '@heal7/github-client';
import { startGithub, type TestGithub } from '@heal7/sandbox';
import {
  entityOf,
  evaluationOf,
  failedScan,
  pendingEvaluation,
} from '../testing';
import { GithubVerdictReporter } from './GithubVerdictReporter';

jest.setTimeout(60_000);

const url = 'https://portal.example/catalog/default/component/demo';
const entity = entityOf('heal7/demo');

describe('GithubVerdictReporter on the GitHub of the sandbox', () => {
  let server: TestGithub;
  let commit: string;
  beforeEach(async () => {
    server = await startGithub();
    commit = await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: { 'README.md': '# demo\n' },
      message: 'Start',
      author: { name: 'Minji Kim', email: 'minji@heal7.com' },
    });
  });
  afterEach(() => server.stop());

  const reporter = (connection: 'app' | 'token' | 'none') => {
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [
            {
              host: new URL(server.url).host,
              apiBaseUrl: `${server.url}/api/v3`,
              ...(connection === 'app' ? { apps: [server.appConfig()] } : {}),
              ...(connection === 'token' ? { token: 'ghp_sandboxportal' } : {}),
            },
          ],
        },
      }),
    );
    return new GithubVerdictReporter({
      client: new GithubClient({ integrations }),
      repositoryOf: it => repositoryOf(it, integrations),
    });
  };
  const record = () =>
    server.github.context.repositories.get('heal7', 'demo').record;
  const failed = () =>
    evaluationOf({ commit, verdict: 'failed', checks: [failedScan] });

  it('makes one check run, and updates it as parts come', async () => {
    const app = reporter('app');
    const first = await app.report({
      entity,
      url,
      evaluation: { ...pendingEvaluation(), commit },
    });
    expect(record().checkRuns).toMatchObject([
      {
        name: 'HEAL7 quality gate',
        sha: commit,
        status: 'in_progress',
        externalId: 'component:default/demo',
        detailsUrl: url,
        app: 'heal7-portal',
        output: { title: 'Waiting for image (1 check)' },
      },
    ]);
    const [{ id }] = record().checkRuns;
    expect(first).toEqual({
      externalId: `check-run/${id}`,
      url: `${server.url}/heal7/demo/runs/${id}`,
    });
    const second = await app.report({
      entity,
      url,
      evaluation: failed(),
      externalId: first?.externalId,
    });
    expect(second).toEqual(first);
    expect(record().checkRuns).toMatchObject([
      { id, status: 'completed', conclusion: 'failure' },
    ]);
    const shown = await fetch(`${server.url}/heal7/demo/commit/${commit}`);
    expect(await shown.text()).toContain('1 check failed, of 1');
  });

  it('finds the check run whose id was lost', async () => {
    const app = reporter('app');
    const evaluation = failed();
    const first = await app.report({ entity, url, evaluation });
    const again = await app.report({ entity, url, evaluation });
    expect(again).toEqual(first);
    expect(record().checkRuns).toHaveLength(1);
  });

  it('leaves alone the check run of another entity', async () => {
    const app = reporter('app');
    const other = entityOf('heal7/demo');
    other.metadata.name = 'other';
    await app.report({ entity, url, evaluation: failed() });
    await app.report({
      entity: other,
      url,
      evaluation: evaluationOf({ commit }),
    });
    expect(record().checkRuns).toMatchObject([
      { externalId: 'component:default/demo', conclusion: 'failure' },
      { externalId: 'component:default/other', conclusion: 'success' },
    ]);
  });

  it('gives a service of a monorepo a check of its own', async () => {
    const worker = entityOf('heal7/demo', {
      'heal7.io/github-check-name': 'HEAL7 quality gate (worker)',
    });
    await reporter('app').report({ entity: worker, url, evaluation: failed() });
    await reporter('token').report({
      entity: worker,
      url,
      evaluation: failed(),
    });
    expect(record().checkRuns).toMatchObject([
      { name: 'HEAL7 quality gate (worker)' },
    ]);
    expect(record().statuses).toMatchObject([
      { context: 'HEAL7 quality gate (worker)' },
    ]);
  });

  it('makes a new one where the old one is gone or belongs to another App', async () => {
    const app = reporter('app');
    await app.report({ entity, url, evaluation: failed() });
    record().checkRuns[0].app = 'github-actions';
    const second = await app.report({
      entity,
      url,
      evaluation: failed(),
      externalId: `check-run/${record().checkRuns[0].id}`,
    });
    expect(record().checkRuns).toHaveLength(2);
    record().checkRuns = [];
    await app.report({
      entity,
      url,
      evaluation: failed(),
      externalId: second?.externalId,
    });
    expect(record().checkRuns).toHaveLength(1);
  });

  it('sets a commit status with a personal token, the same one once', async () => {
    const person = reporter('token');
    const evaluation = { ...pendingEvaluation(), commit };
    const first = await person.report({ entity, url, evaluation });
    expect(await person.report({ entity, url, evaluation })).toEqual(first);
    await person.report({ entity, url, evaluation: failed() });
    expect(record().checkRuns).toEqual([]);
    expect(record().statuses).toMatchObject([
      { context: 'HEAL7 quality gate', state: 'pending', targetUrl: url },
      { state: 'failure', description: '1 check failed, of 1' },
    ]);
  });

  it('has nothing to do without a repository or a connection', async () => {
    const evaluation = failed();
    const nowhere = entityOf(undefined);
    expect(
      await reporter('app').report({ entity: nowhere, url, evaluation }),
    ).toBeUndefined();
    expect(
      await reporter('none').report({ entity, url, evaluation }),
    ).toBeUndefined();
  });

  it.each([
    [429, undefined, 'ServiceUnavailableError', /limits the number/],
    [
      403,
      'You have exceeded a secondary rate limit',
      'ServiceUnavailableError',
      /limits the number/,
    ],
    [
      403,
      'Resource not accessible by integration',
      'NotAllowedError',
      /GitHub refuses: Resource not accessible by integration/,
    ],
    [502, undefined, 'ServiceUnavailableError', /answered 502/],
    [422, 'No commit found', 'GithubRefusal', /answered 422: No commit found/],
  ])(
    'rejects when GitHub answers %d %s',
    async (status, message, name, said) => {
      const app = reporter('app');
      server.github.faults.failNext({
        method: 'POST',
        pathPattern: '/check-runs$',
        status,
        ...(message ? { message } : {}),
      });
      const evaluation = failed();
      const failure = app.report({ entity, url, evaluation });
      await expect(failure).rejects.toMatchObject({
        name,
        message: expect.stringMatching(said),
      });
      await app.report({ entity, url, evaluation });
      expect(record().checkRuns).toHaveLength(1);
    },
  );

  it('says that GitHub is away, and nothing of its token', async () => {
    const person = reporter('token');
    await server.github.stop();
    const failure: Error = await person
      .report({ entity, url, evaluation: failed() })
      .catch(error => error);
    expect(failure.message).toMatch(/^GitHub \(.*\) is not reachable: .*ECONN/);
    expect(failure.message).not.toContain('ghp_');
  });
});
