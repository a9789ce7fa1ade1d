/**
 * GitHub fails at each step of a service template that talks to it: what the run says, what it takes back, and that a
 * second try under the same name ends with one repository, one pull request and one entry in the catalog.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderGithub from '@backstage/plugin-scaffolder-backend-module-github';
import scaffolderModuleHeal7 from '@heal7/backstage-plugin-scaffolder-backend-module-heal7';
import { parse } from 'yaml';
import { memoryCatalog } from './__testUtils__/memory-catalog';
import {
  eventually,
  minji,
  portalToken,
  startGithub,
  TestGithub,
} from './testing/start-github';

jest.setTimeout(300_000);

const file = join(__dirname, '../../../../templates/backend-service.yaml');
const manifests = 'heal7/manifests';

interface Outcome {
  status: string;
  /** Everything the log of the run says. */
  said: string;
}

describe('a service template when GitHub fails', () => {
  let github: TestGithub;
  let catalog: ReturnType<typeof memoryCatalog>;
  let base: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    github = await startGithub();
    await github.github.createRepository({
      owner: 'heal7',
      name: 'manifests',
      files: { 'README.md': 'What runs where\n' },
      message: 'Start',
      author: minji,
    });
    const template = parse(await readFile(file, 'utf8'), { merge: true });
    template.metadata.namespace = 'default';
    template.metadata.annotations[
      'backstage.io/managed-by-location'
    ] = `file:${file}`;
    catalog = memoryCatalog(github, [
      template,
      group('team-saju'),
      group('team-leads'),
      group('cto'),
      group('devops-leads'),
    ]);
    const { url } = github;
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        scaffolderGithub,
        scaffolderModuleHeal7,
        catalogServiceMock.mock(catalog.service).factory,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              baseUrl: 'http://localhost:7007',
              reading: { allow: [{ host: new URL(url).host }] },
            },
            delivery: { manifests: { repoUrl: `${url}/${manifests}` } },
            scaffolder: {
              heal7: {
                workflows: { version: 'v1.0.0', ref: '0a'.repeat(20) },
              },
            },
            integrations: {
              github: [
                {
                  host: new URL(url).host,
                  apiBaseUrl: `${url}/api/v3`,
                  rawBaseUrl: `${url}/raw`,
                  token: portalToken,
                },
              ],
            },
          },
        }),
      ],
    });
    stop = () => backend.stop();
    base = `http://localhost:${backend.server.port()}/api/scaffolder/v2/tasks`;
  });
  afterAll(async () => {
    await stop?.();
    await github?.stop();
  });
  afterEach(() => github.github.faults.clear());

  const run = async (name: string): Promise<Outcome> => {
    const created = await fetch(base, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        templateRef: 'template:default/backend-service',
        values: {
          name,
          description: 'Answers with one sentence of luck',
          owner: 'group:default/team-saju',
          system: 'system:default/heal7-platform',
          publicPath: `/${name}`,
          database: false,
          redis: false,
          canary: true,
        },
      }),
    });
    if (!created.ok) throw new Error(await created.text());
    const { id } = await created.json();
    const status = await eventually(async () => {
      await new Promise(resolve => setTimeout(resolve, 200));
      const task = await (await fetch(`${base}/${id}`)).json();
      return /completed|failed|cancelled/.test(task.status)
        ? String(task.status)
        : undefined;
    }, 140_000);
    const events = await (await fetch(`${base}/${id}/events`)).json();
    const said = events
      .slice(-30)
      .map((event: { body: { message: string } }) => event.body.message)
      .join('\n');
    return { status, said };
  };

  const answer = async (path: string) =>
    (await github.api(`/repos/heal7/${path}`)).json();
  const exists = (path: string) =>
    github.api(`/repos/heal7/${path}`).then(({ status }) => status === 200);
  const pulls = async (name: string, state: string): Promise<number[]> =>
    (await answer(`manifests/pulls?state=${state}&per_page=100`))
      .filter(({ title }: { title: string }) => title === `Add ${name}`)
      .map(({ number }: { number: number }) => number);
  const hasBranch = (name: string) =>
    exists(`manifests/git/ref/heads/add-${name}`);

  const expectWhole = async (name: string) => {
    const { status, said } = await run(name);
    expect(status === 'completed' ? '' : said).toBe('');
    expect(await exists(name)).toBe(true);
    expect(await answer(`${name}/commits`)).toHaveLength(1);
    const { protected: isProtected } = await answer(`${name}/branches/main`);
    expect(isProtected).toBe(true);
    const { environments } = await answer(`${name}/environments`);
    expect(environments).toHaveLength(3);
    expect(await pulls(name, 'open')).toHaveLength(1);
    expect(catalog.locationsOf(name)).toHaveLength(1);
  };

  const deleted = (name: string) =>
    `The repository ${github.url}/heal7/${name} was deleted again.`;
  const steps: Array<
    [
      name: string,
      fault: { method: string; pathPattern: string; status: number },
      error: RegExp,
      clean: (name: string) => string,
    ]
  > = [
    [
      'no-repository',
      { method: 'POST', pathPattern: '/orgs/heal7/repos', status: 403 },
      /Failed to create the Organization repository heal7\/no-repository/,
      () => 'Nothing was created.',
    ],
    [
      'no-push',
      { method: 'POST', pathPattern: 'no-push.git/', status: 403 },
      /HTTP Error: 403/,
      deleted,
    ],
    [
      'no-protection',
      { method: 'PUT', pathPattern: '/branches/main/protection', status: 403 },
      /Fault injected/,
      deleted,
    ],
    [
      'no-environment',
      { method: 'PUT', pathPattern: '/environments/staging', status: 403 },
      /Fault injected/,
      deleted,
    ],
    [
      'no-branch',
      { method: 'POST', pathPattern: '/manifests/git/refs', status: 403 },
      /Pull request creation failed/,
      deleted,
    ],
    [
      'no-pull',
      { method: 'POST', pathPattern: '/manifests/pulls', status: 403 },
      /Pull request creation failed/,
      deleted,
    ],
    [
      'no-entry',
      { method: 'GET', pathPattern: 'no-entry/contents/', status: 503 },
      /catalog-info.yaml/,
      deleted,
    ],
  ];

  it.each(steps)('%s', async (name, fault, error, clean) => {
    github.github.faults.failNext(fault);
    const failed = await run(name);
    expect(failed.status).toBe('failed');
    expect(failed.said).toMatch(error);
    expect(failed.said).toContain(clean(name));
    for (const number of await pulls(name, 'closed')) {
      expect(failed.said).toContain(
        `The pull request ${number} of the manifests was closed.`,
      );
    }
    expect(failed.said).toContain('Mend what the failed step says');
    expect(await exists(name)).toBe(false);
    expect(await hasBranch(name)).toBe(false);
    expect(await pulls(name, 'open')).toEqual([]);
    expect(catalog.locationsOf(name)).toEqual([]);

    await expectWhole(name);
  });

  it('takes over a branch that an earlier run has left', async () => {
    const head = await github.github.headOf(manifests, 'main');
    await github.api(`/repos/${manifests}/git/refs`, {
      method: 'POST',
      body: { ref: 'refs/heads/add-left-over', sha: head },
    });
    expect(await hasBranch('left-over')).toBe(true);
    await expectWhole('left-over');
  });

  it('leaves the pull request of a person alone and says which it is', async () => {
    const name = 'of-a-person';
    await github.api(`/repos/${manifests}/git/refs`, {
      method: 'POST',
      body: {
        ref: `refs/heads/add-${name}`,
        sha: await github.github.headOf(manifests, 'main'),
      },
    });
    await github.github.commitFiles(
      manifests,
      `add-${name}`,
      { 'mine.txt': 'mine\n' },
      'Mine',
      minji,
    );
    const pull = await (
      await github.api(`/repos/${manifests}/pulls`, {
        method: 'POST',
        body: { title: 'Mine', head: `add-${name}`, base: 'main' },
      })
    ).json();
    const { status, said } = await run(name);
    expect(status).toBe('failed');
    expect(said).toContain(`Pull request already exists: ${pull.html_url}`);
    expect(said).toContain(
      `the open pull request ${pull.number} of the branch`,
    );
    expect(await exists(name)).toBe(false);
    expect(
      await github.github.readFile(manifests, `add-${name}`, 'mine.txt'),
    ).toBe('mine\n');

    await github.api(`/repos/${manifests}/pulls/${pull.number}`, {
      method: 'PATCH',
      body: { state: 'closed' },
    });
    await expectWhole(name);
  });

  it('keeps a service whose manifests are merged already', async () => {
    const name = 'merged-at-once';
    const stopMerging = github.github.onPullRequest(
      ({ action, pullRequest }) => {
        if (action !== 'opened' || pullRequest.title !== `Add ${name}`) return;
        catalog.refuseNext(async () => {
          await github.api(
            `/repos/${manifests}/pulls/${pullRequest.number}/merge`,
            { method: 'PUT', body: {} },
          );
        });
      },
    );
    const { status, said } = await run(name);
    stopMerging();
    expect(status).toBe('failed');
    const address = `${github.url}/heal7/${name}/blob/main/catalog-info.yaml`;
    expect(said).toContain(
      `Only its entry in the catalog is missing: choose "Register Existing Component" and give it ${address}`,
    );
    expect(await exists(name)).toBe(true);
    expect((await run(name)).said).toContain(
      `${github.url}/heal7/${name} exists already`,
    );
    expect(await pulls(name, 'all')).toHaveLength(1);
  });
});

function group(name: string) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  };
}
