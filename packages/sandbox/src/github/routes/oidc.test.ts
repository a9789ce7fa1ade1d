import { createRemoteJWKSet, jwtVerify } from 'jose';
import { createGithubServer } from '../github-server';
import { Repository } from '../repository';
import { RunRecord } from '../state/github-state';
import { minji, startGithub, TestGithub } from '../testing/start-github';

jest.setTimeout(60_000);

describe('OpenID Connect of the sandbox GitHub', () => {
  let server: TestGithub;
  let repository: Repository;
  let head: string;
  beforeEach(async () => {
    server = await startGithub();
    head = await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: { 'a.txt': 'a\n' },
      message: 'Start',
      author: minji,
    });
    repository = server.github.context.repositories.get('heal7', 'demo');
  });
  afterEach(() => server.stop());

  const startRun = (more: Partial<RunRecord> = {}): RunRecord => {
    const { actions } = server.github.context;
    const run = actions.create(repository, {
      name: 'CI',
      workflowPath: '.github/workflows/ci.yaml',
      event: more.event ?? 'push',
      headBranch: 'main',
      headSha: head,
      actor: 'minji',
      displayTitle: 'Start',
      ...(more.pullNumber ? { pullNumber: more.pullNumber } : {}),
      jobs: [{ key: 'test', name: 'test', needs: [], steps: ['Test'] }],
    });
    actions.update(run, () => {
      run.status = 'in_progress';
    });
    return run;
  };
  /** As `heal7-gates` and `@actions/core` ask. */
  const ask = (request: { url: string; token: string }, audience?: string) =>
    fetch(
      `${request.url}${
        audience ? `&audience=${encodeURIComponent(audience)}` : ''
      }`,
      { headers: { authorization: `Bearer ${request.token}` } },
    );
  const verify = async (token: string, audience: string) => {
    const configuration = await (
      await fetch(`${server.url}/_oidc/.well-known/openid-configuration`)
    ).json();
    return jwtVerify(
      token,
      createRemoteJWKSet(new URL(configuration.jwks_uri)),
      {
        issuer: configuration.issuer,
        audience,
        algorithms: ['RS256'],
      },
    );
  };

  it('vouches for a run that is in progress', async () => {
    const run = startRun();
    const answer = await ask(
      server.github.context.oidc.requestFor(repository, run),
      'heal7-portal',
    );
    const { value, count } = await answer.json();
    expect(count).toBe(value.length);
    const { payload, protectedHeader } = await verify(value, 'heal7-portal');
    const { id } = repository.record;
    const owner = payload.repository_owner_id;
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'JWT' });
    expect(payload).toMatchObject({
      iss: `${server.url}/_oidc`,
      sub: `repo:heal7@${owner}/demo@${id}:ref:refs/heads/main`,
      repository: 'heal7/demo',
      repository_id: String(id),
      repository_owner: 'heal7',
      ref: 'refs/heads/main',
      sha: head,
      run_id: String(run.id),
      event_name: 'push',
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    const { body } = await server
      .api('/orgs/heal7')
      .then(async response => ({ body: await response.json() }));
    expect(owner).toBe(String(body.id));
  });

  it('says that a run is one of a pull request', async () => {
    const run = startRun({ event: 'pull_request', pullNumber: 7 });
    const answer = await ask(
      server.github.context.oidc.requestFor(repository, run),
    );
    const { value } = await answer.json();
    const { payload } = await verify(value, `${server.url}/heal7`);
    expect(payload.sub).toMatch(/^repo:heal7@\d+\/demo@\d+:pull_request$/);
    expect(payload.ref).toBe('refs/pull/7/merge');
  });

  it('refuses other runs, ended runs and unknown callers', async () => {
    const { actions, oidc } = server.github.context;
    const run = startRun();
    const other = startRun();
    const request = oidc.requestFor(repository, run);
    const foreign = {
      ...request,
      url: oidc.requestFor(repository, other).url,
    };
    expect((await ask(foreign)).status).toBe(401);
    expect((await ask({ ...request, token: 'x' })).status).toBe(401);
    expect((await fetch(request.url)).status).toBe(401);
    actions.update(run, () => {
      run.status = 'completed';
    });
    expect((await ask(request)).status).toBe(401);
  });

  it('signs with the same key after a restart', async () => {
    const keys = async (url: string) =>
      (await fetch(`${url}/_oidc/.well-known/jwks`)).json();
    const before = await keys(server.url);
    await server.github.stop();
    const again = createGithubServer({
      port: 0,
      stateDirectory: server.directory,
    });
    await again.start();
    try {
      expect(await keys(again.url())).toEqual(before);
      expect(JSON.stringify(before)).not.toContain('"d"');
    } finally {
      await again.stop();
    }
  });
});
