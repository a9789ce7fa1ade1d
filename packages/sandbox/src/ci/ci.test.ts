import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { createGithubServer } from '../github/github-server';
import { RunRecord } from '../github/state/github-state';
import {
  eventually,
  minji,
  startGithub,
  TestGithub,
} from '../github/testing/start-github';
import { createImageRegistry, FileImageRegistry } from '../images';
import { Ci, createCi } from './ci';
import {
  createTemplateService,
  ownFiles,
  valuesText,
} from './testing/service-fixture';

jest.setTimeout(120_000);

const templates = resolve(__dirname, '../../../../templates');

describe('sandbox CI', () => {
  let server: TestGithub;
  let images: FileImageRegistry;
  let ci: Ci;
  let folder: string;
  const values = 'environments/dev/heal7-backend/values-dev.yaml';
  const repository =
    '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/heal7/heal7-backend';
  const quick = { speed: 1000, jobSeconds: 1, manifestWaitMs: 500 };

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'heal7-images-'));
    server = await startGithub();
    images = createImageRegistry({ path: join(folder, 'images.json') });
    ci = createCi({ github: server.github, images, ...quick });
    ci.start();
  });
  afterEach(async () => {
    await ci.stop();
    images.flush();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const createManifests = () =>
    server.github.createRepository({
      owner: 'heal7',
      name: 'k8s-manifests',
      files: { [values]: valuesText },
      message: 'Start',
      author: minji,
    });
  const createService = (
    message = 'Start',
    files: Record<string, string> = {},
  ) => createTemplateService(server, { templates, message, files });
  const createOwnService = (files: Record<string, string> = {}) =>
    server.github.createRepository({
      owner: 'heal7',
      name: 'heal7-backend',
      files: { ...ownFiles, ...files },
      message: 'Start',
      author: minji,
    });
  const runs = () =>
    server.github.context.repositories.get('heal7', 'heal7-backend').record
      .runs;
  const finished = (index = 0): Promise<RunRecord> =>
    eventually(
      () => (runs()[index]?.status === 'completed' ? runs()[index] : undefined),
      60_000,
    );
  const results = (run: RunRecord) =>
    Object.fromEntries(run.jobs.map(job => [job.key, job.conclusion]));
  const logs = (run: RunRecord) =>
    run.jobs.map(job => server.github.context.actions.readLog(job.id)).join('');

  it('takes a push through tests, gates and image to the manifests repository', async () => {
    await createManifests();
    const sha = await createService('Start\n\nSandbox-Quality: bad-later');
    const run = await finished();
    expect(logs(run)).toContain('exit code 0');
    expect(run).toMatchObject({
      conclusion: 'success',
      event: 'push',
      headSha: sha,
      actor: 'minji',
      runNumber: 1,
    });
    const tag = `1.42.1-${sha.slice(0, 7)}`;
    expect(images.find(`${repository}:${tag}`)).toMatchObject({
      commit: sha,
      quality: 'bad-later',
    });
    expect(
      await server.github.readFile('heal7/k8s-manifests', 'main', values),
    ).toBe(valuesText.replace('tag: none', `tag: ${tag}`));
    const [commit] = await (
      await server.api('/repos/heal7/k8s-manifests/commits')
    ).json();
    expect(commit.commit).toMatchObject({
      message: `Deploy heal7-backend ${tag} to dev`,
      author: { name: 'heal7-ci' },
    });

    const { workflow_runs: listed } = await (
      await server.api(
        `/repos/heal7/heal7-backend/actions/runs?head_sha=${sha}`,
      )
    ).json();
    expect(listed).toMatchObject([
      {
        id: run.id,
        status: 'completed',
        conclusion: 'success',
        path: '.github/workflows/ci.yml',
      },
    ]);
    const { artifacts } = await (
      await server.api(
        `/repos/heal7/heal7-backend/actions/runs/${run.id}/artifacts`,
      )
    ).json();
    expect(artifacts.map((each: { name: string }) => each.name).sort()).toEqual(
      ['image', 'reports-quality', 'reports-sonar', 'reports-test'],
    );
    const tests = artifacts.find(
      (each: { name: string }) => each.name === 'reports-test',
    );
    const zip = await server.api(
      `/repos/heal7/heal7-backend/actions/artifacts/${tests.id}/zip`,
    );
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()));
    expect(strFromU8(files['coverage.xml'])).toMatch(/line-rate="0\.9\d+"/);
    expect(strFromU8(files['integration/coverage-integration.xml'])).toMatch(
      /line-rate="0\.8\d+"/,
    );
    expect(strFromU8(files['junit.xml'])).toContain(
      'name="test_ready_when_everything_answers"',
    );
    const page = await (
      await fetch(`${server.url}/heal7/heal7-backend/actions/runs/${run.id}`)
    ).text();
    expect(page).toContain('Quality gate');
    const { check_runs: checks } = await (
      await server.api(`/repos/heal7/heal7-backend/commits/${sha}/check-runs`)
    ).json();
    expect(checks.map((each: { name: string }) => each.name)).toContain(
      'Quality gate / Judge',
    );
  });

  it.each([
    ['too little coverage', 'Sandbox-Coverage: 70', 'exit code 1'],
    ['vulnerabilities', 'Sandbox-Vulnerabilities: 2', 'exit code 1'],
    ['missing reports', 'Sandbox-Reports: none', 'exit code 2'],
    ['broken reports', 'Sandbox-Reports: broken', 'exit code 2'],
    ['a complex function', 'Sandbox-Complexity: 14', 'exit code 1'],
    ['duplicated code', 'Sandbox-Duplication: 5', 'exit code 1'],
    ['a red gate of Sonar', 'Sandbox-Sonar: ERROR', 'exit code 1'],
    ['too little integration', 'Sandbox-Integration: 50', 'exit code 1'],
  ])('pushes no image for %s', async (_name, trailer, expected) => {
    await createManifests();
    await createService(`Start\n\n${trailer}`);
    const run = await finished();
    expect(logs(run)).toContain(expected);
    expect(run.conclusion).toBe('failure');
    expect(results(run)).toMatchObject({
      'quality/python': 'success',
      'quality/node': 'skipped',
      'test/test': 'success',
      'sonar/sonar': 'success',
      'gates/gate': 'failure',
      'build/build': 'skipped',
      'e2e/e2e': 'skipped',
      'deploy/deploy': 'skipped',
    });
    expect(
      await server.github.readFile('heal7/k8s-manifests', 'main', values),
    ).toBe(valuesText);
  });

  it.each(['frontend', 'compute'] as const)(
    'takes a %s service of the template through its gate',
    async kind => {
      await createManifests();
      await createTemplateService(server, { templates, kind });
      const run = await finished();
      expect(run.conclusion === 'success' ? '' : logs(run)).toBe('');
      expect(images.list(repository)).toHaveLength(1);
    },
  );

  it('does not deploy an image that is too large', async () => {
    await createManifests();
    await createService('Start\n\nSandbox-Image: 600');
    const run = await finished();
    expect(results(run)).toMatchObject({
      'gates/gate': 'success',
      'build/build': 'failure',
      'deploy/deploy': 'skipped',
    });
  });

  it.each([
    ['heal7/workflows/.github/workflows/none.yml@main', 'was not found'],
    ['heal7/none/.github/workflows/gates.yml@main', 'was not found'],
    ['./.github/workflows/ci.yml', 'is not reusable'],
    ['heal7/workflows/.github/workflows/deploy.yml@v1.0.0', 'needs the input'],
  ])('refuses a call of %s', async (uses, reason) => {
    await createService('Start', {
      '.github/workflows/ci.yml': `on: push\njobs:\n  a: { uses: '${uses}' }\n`,
    });
    const run = await finished();
    expect(run.conclusion).toBe('failure');
    expect(logs(run)).toContain(reason);
  });

  it('judges and tells the portal even when tests fail', async () => {
    const received: Array<{
      url?: string;
      authorization?: string;
      body: string;
    }> = [];
    const portal = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        received.push({
          url: request.url,
          authorization: request.headers.authorization,
          body,
        });
        response.statusCode = 400;
        response.setHeader('content-type', 'application/json');
        response.end('{"error":{"name":"InputError","message":"test"}}');
      });
    });
    await new Promise<void>(done => {
      portal.listen(0, '127.0.0.1', () => done());
    });
    const address = portal.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await ci.stop();
    ci = createCi({
      github: server.github,
      images,
      ...quick,
      portalUrl: `http://127.0.0.1:${port}`,
      gatesToken: 'the-token',
      useIdentityTokens: false,
    });
    ci.start();
    const sha = await createService('Start\n\nSandbox-Tests: failing');
    const run = await finished();
    portal.close();
    expect(results(run)).toMatchObject({
      'test/test': 'failure',
      'gates/gate': 'failure',
      'build/build': 'skipped',
    });
    expect(received).toHaveLength(1);
    expect(received[0].authorization).toBe('Bearer the-token');
    expect(JSON.parse(received[0].body)).toMatchObject({
      entityRef: 'component:default/heal7-backend',
      commit: sha,
      branch: 'main',
      run: {
        id: String(run.id),
        url: `${server.url}/heal7/heal7-backend/actions/runs/${run.id}`,
      },
    });
    expect(logs(run)).not.toContain('the-token');
  });

  it('says what is missing when the service is not in the manifests repository', async () => {
    await server.github.createRepository({
      owner: 'heal7',
      name: 'k8s-manifests',
      files: { 'README.md': '#' },
      message: 'Start',
      author: minji,
    });
    await createService();
    const run = await finished();
    expect(results(run)).toMatchObject({
      'build/build': 'success',
      'deploy/deploy': 'failure',
    });
    expect(logs(run)).toContain(`${values} is not in heal7/k8s-manifests`);
  });

  it('checks pull requests without pushing images, and ignores changes of docs', async () => {
    await createManifests();
    await createService();
    await finished();
    await server.github.commitFiles(
      'heal7/heal7-backend',
      'main',
      { 'docs/index.md': '# Docs' },
      'Docs',
      minji,
    );
    await server.github.commitFiles(
      'heal7/heal7-backend',
      'feature/x',
      { 'app/x.py': 'X = 1\n' },
      'X',
      minji,
    );
    await server.api('/repos/heal7/heal7-backend/pulls', {
      method: 'POST',
      body: { title: 'X', head: 'feature/x', base: 'main' },
    });
    const run = await finished(1);
    expect(run).toMatchObject({
      event: 'pull_request',
      headBranch: 'feature/x',
      conclusion: 'success',
    });
    // Built and measured, not pushed.
    expect(results(run)).toMatchObject({
      'gates/gate': 'success',
      'build/build': 'success',
      'deploy/deploy': 'skipped',
    });
    expect(logs(run)).toContain('built, not pushed');
    expect(images.list(repository)).toHaveLength(1);
    await ci.idle();
    expect(runs()).toHaveLength(2);
  });

  it('shows an invalid workflow as a failed run and adds a deploy job where there is none', async () => {
    await createManifests();
    await createOwnService({
      '.github/workflows/bad.yml':
        'on: push\njobs:\n  a: { needs: b, steps: [] }\n',
    });
    await ci.idle();
    const [bad, good] = runs();
    expect(bad).toMatchObject({
      conclusion: 'failure',
      workflowPath: '.github/workflows/bad.yml',
    });
    expect(logs(bad)).toContain('Job "a" depends on unknown job "b".');
    expect(results(good)).toMatchObject({
      build: 'success',
      'sandbox-deploy-dev': 'success',
    });
  });

  it('takes up a run that a restart interrupted', async () => {
    await ci.stop();
    ci = createCi({ github: server.github, images, jobSeconds: 3600 });
    ci.start();
    await createManifests();
    await createService();
    await eventually(() =>
      runs()[0]?.status === 'in_progress' ? true : undefined,
    );
    await ci.stop();
    await server.github.stop();
    const again = createGithubServer({
      port: 0,
      stateDirectory: server.directory,
    });
    await again.start();
    const resumed = createCi({ github: again, images, ...quick });
    try {
      resumed.start();
      await eventually(
        () =>
          again.context.actions.unfinished().length === 0 ? true : undefined,
        60_000,
      );
      const [run] = again.context.repositories.get('heal7', 'heal7-backend')
        .record.runs;
      expect(run).toMatchObject({ attempt: 2, conclusion: 'success' });
    } finally {
      await resumed.stop();
      await again.stop();
    }
  });
});
