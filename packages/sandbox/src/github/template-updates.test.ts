/**
 * Template updates from end to end: Scaffolder's own renderer, real Git repositories, a real pull request.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import templateUpdatesPlugin from '@heal7/backstage-plugin-template-updates-backend';
import { TemplateUpdatesClient } from '@heal7/backstage-plugin-template-updates-common';
import {
  eventually,
  minji,
  portalToken,
  startGithub,
  TestGithub,
} from './testing/start-github';

jest.setTimeout(120_000);

const entityRef = 'component:default/tiger';

const record = (version: string) =>
  `${JSON.stringify(
    { template: 'small', version, answers: { name: 'tiger' } },
    null,
    2,
  )}\n`;

const templateFiles = (version: string, run: string) => ({
  'template.yaml': '',
  'service/README.md.njk': `# \${{ values.name }}\n\n${run}\n\nTest it.\n`,
  'service/Dockerfile': `FROM node:${version}\nUSER 1000\n`,
  'service/.heal7/template.json.njk': record(version).replace(
    '"tiger"',
    '"${{ values.name }}"',
  ),
  'manifests/values.yaml.njk': `image:\n  tag: none\nresources: ${
    version === '1.0.0' ? 'small' : 'large'
  }\nname: \${{ values.name }}\n`,
  ...(version === '1.0.0' ? {} : { 'service/new.txt': 'new\n' }),
});

const templateEntity = (version: string, folder: string) => ({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: {
    name: 'small',
    namespace: 'default',
    annotations: {
      'heal7.io/template-version': version,
      'backstage.io/managed-by-location': `file:${folder}/template.yaml`,
    },
  },
  spec: {
    type: 'service',
    parameters: { properties: { name: { type: 'string' } } },
    steps: [
      {
        id: 'service',
        name: 'Service',
        action: 'fetch:template',
        input: {
          url: './service',
          targetPath: './service',
          templateFileExtension: true,
          values: { name: '${{ parameters.name }}' },
        },
      },
      {
        id: 'manifests',
        name: 'Manifests',
        action: 'fetch:template',
        input: {
          url: './manifests',
          targetPath: './manifests/dev/${{ parameters.name }}',
          templateFileExtension: true,
          values: { name: '${{ parameters.name }}' },
        },
      },
    ],
  },
});

const component = (url: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'tiger',
    namespace: 'default',
    annotations: {
      'github.com/project-slug': 'heal7/tiger',
      'backstage.io/source-location': `url:${url}/heal7/tiger/tree/main/`,
    },
  },
  spec: { type: 'service', owner: 'group:default/team-saju', lifecycle: 'x' },
});

const configOf = (url: string) => ({
  app: { baseUrl: 'http://portal' },
  delivery: { manifests: { repoUrl: `${url}/heal7/manifests` } },
  backend: { reading: { allow: [{ host: new URL(url).host }] } },
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
});

describe('template updates', () => {
  let github: TestGithub;
  let folder: string;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    github = await startGithub();
    folder = await mkdtemp(join(tmpdir(), 'heal7-template-'));
  });
  afterEach(async () => {
    await stop?.();
    await github.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const writeTemplate = async (files: Record<string, string>) => {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
  };

  const start = async () => {
    const template = templateEntity('1.0.0', folder);
    const backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        templateUpdatesPlugin,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        catalogServiceMock.factory({
          entities: [template, component(github.url)],
        }),
        mockServices.rootConfig.factory({ data: configOf(github.url) }),
      ],
    });
    stop = () => backend.stop();
    const client = new TemplateUpdatesClient({
      discoveryApi: {
        getBaseUrl: async id =>
          `http://localhost:${backend.server.port()}/api/${id}`,
      },
      fetchApi: { fetch },
    });
    const release = async (version: string, run: string) => {
      template.metadata.annotations['heal7.io/template-version'] = version;
      await writeTemplate(templateFiles(version, run));
    };
    return { client, release };
  };

  const createRepositories = async (own: Record<string, string>) => {
    const create = (name: string, files: Record<string, string>) =>
      github.github.createRepository({
        owner: 'heal7',
        name,
        files,
        message: `Create ${name}`,
        author: minji,
      });
    await create('tiger', {
      'README.md': '# tiger\n\nRun it.\n\nTest it.\n',
      Dockerfile: 'FROM node:1.0.0\nUSER 1000\n',
      '.heal7/template.json': record('1.0.0'),
      ...own,
    });
    await create('manifests', {
      'dev/tiger/values.yaml':
        'image:\n  tag: 1.2.3-abcdef0\nresources: small\nname: tiger\n',
      'dev/other/values.yaml': 'name: other\n',
    });
  };

  const readBranch = (repository: string, path: string) =>
    github.github.readFile(
      `heal7/${repository}`,
      'heal7/template-update-tiger',
      path,
    );

  const openPulls = async (repository: string) => {
    const response = await github.api(`/repos/heal7/${repository}/pulls`);
    const pulls: { title: string; draft: boolean; body: string }[] =
      await response.json();
    return pulls;
  };

  /** The first check keeps the version the services were made from. */
  const whenKnown = (client: TemplateUpdatesClient) =>
    eventually(async () => {
      const { templates, items } = await client.getFleet({});
      return templates.length > 0 && items.length > 0 ? items : undefined;
    });

  it('brings a service to the newest version and keeps the work of its team', async () => {
    await createRepositories({
      'README.md': '# tiger\n\nRun it.\n\nTest it.\n\nOur own words.\n',
      'src/own.ts': 'export {};\n',
    });
    await writeTemplate(templateFiles('1.0.0', 'Run it.'));
    const { client, release } = await start();
    expect(await whenKnown(client)).toMatchObject([
      { entityRef, state: 'current', version: '1.0.0', behind: 0 },
    ]);
    await expect(client.preview(entityRef)).rejects.toMatchObject({
      body: {
        error: { message: expect.stringContaining('newest version') },
      },
    });

    await release('1.1.0', 'Run it quickly.');
    const preview = await client.preview(entityRef);
    expect(preview).toMatchObject({
      fromVersion: '1.0.0',
      toVersion: '1.1.0',
      baseKnown: true,
      targets: [
        {
          repositoryUrl: `${github.url}/heal7/tiger`,
          conflicts: [],
          files: [
            { path: '.heal7/template.json', kind: 'change' },
            { path: 'Dockerfile', kind: 'change' },
            { path: 'README.md', kind: 'change', added: 1, removed: 1 },
            { path: 'new.txt', kind: 'add' },
          ],
        },
        {
          repositoryUrl: `${github.url}/heal7/manifests`,
          files: [{ path: 'dev/tiger/values.yaml', kind: 'change' }],
        },
      ],
    });
    expect(await openPulls('tiger')).toEqual([]);

    const proposed = await client.propose(entityRef);
    expect(proposed).toMatchObject({ state: 'proposed', behind: 1 });
    expect(await openPulls('tiger')).toMatchObject([
      { title: 'Template small: 1.0.0 → 1.1.0', draft: false },
    ]);
    expect(await readBranch('tiger', 'README.md')).toBe(
      '# tiger\n\nRun it quickly.\n\nTest it.\n\nOur own words.\n',
    );
    expect(await readBranch('tiger', 'src/own.ts')).toBe('export {};\n');
    expect(await readBranch('manifests', 'dev/tiger/values.yaml')).toBe(
      'image:\n  tag: 1.2.3-abcdef0\nresources: large\nname: tiger\n',
    );
    expect(await readBranch('manifests', 'dev/other/values.yaml')).toBe(
      'name: other\n',
    );

    // Again, and a newer version: the same pull requests, brought up to date.
    await client.propose(entityRef);
    await release('1.2.0', 'Run it at once.');
    const newer = await client.propose(entityRef);
    expect(newer.pullRequests).toHaveLength(2);
    expect(await openPulls('tiger')).toMatchObject([
      { title: 'Template small: 1.0.0 → 1.2.0' },
    ]);
    expect(await openPulls('manifests')).toHaveLength(1);

    // Somebody's own commit on the branch is never overwritten.
    await github.github.commitFiles(
      'heal7/tiger',
      'heal7/template-update-tiger',
      { 'README.md': 'mine\n' },
      'Mine',
      minji,
    );
    await expect(client.propose(entityRef)).rejects.toMatchObject({
      statusCode: 409,
      body: {
        error: { message: expect.stringContaining("not the portal's") },
      },
    });
    expect(await readBranch('tiger', 'README.md')).toBe('mine\n');
  });

  it('marks overlaps and opens a draft', async () => {
    await createRepositories({ Dockerfile: 'FROM node:mine\nUSER 1000\n' });
    await writeTemplate(templateFiles('1.0.0', 'Run it.'));
    const { client, release } = await start();
    await whenKnown(client);
    await release('1.1.0', 'Run it.');
    const { pullRequests } = await client.propose(entityRef);
    expect(pullRequests).toMatchObject([{ conflicts: 1 }, { conflicts: 0 }]);
    expect(await openPulls('tiger')).toMatchObject([
      { draft: true, body: expect.stringContaining('`Dockerfile`') },
    ]);
    expect(await readBranch('tiger', 'Dockerfile')).toContain(
      '<<<<<<< this repository\nFROM node:mine\n||||||| template 1.0.0',
    );
  });

  it('replaces only untouched files where the old version is not known', async () => {
    const sha = (text: string) =>
      createHash('sha256').update(text).digest('hex');
    const dockerfile = 'FROM node:0.9.0\nUSER 1000\n';
    await createRepositories({
      Dockerfile: dockerfile,
      '.heal7/template.json': JSON.stringify({
        ...JSON.parse(record('0.9.0')),
        files: { Dockerfile: sha(dockerfile), 'README.md': sha('older') },
      }),
    });
    await writeTemplate(templateFiles('1.0.0', 'Run it.'));
    const { client } = await start();
    expect(await whenKnown(client)).toMatchObject([
      { state: 'behind', version: '0.9.0', latestVersion: '1.0.0' },
    ]);
    const { baseKnown, targets } = await client.preview(entityRef);
    expect(baseKnown).toBe(false);
    expect(targets).toMatchObject([
      {
        files: expect.arrayContaining([
          expect.objectContaining({ path: 'Dockerfile', kind: 'change' }),
        ]),
        conflicts: [],
      },
    ]);
  });

  it('says what is wrong with the record, and keeps the row when GitHub fails', async () => {
    await createRepositories({});
    await writeTemplate(templateFiles('1.0.0', 'Run it.'));
    const { client } = await start();
    await whenKnown(client);
    await github.github.commitFiles(
      'heal7/tiger',
      'main',
      { '.heal7/template.json': '{' },
      'Break it',
      minji,
    );
    expect(await client.checkService(entityRef)).toMatchObject({
      state: 'unknown',
      problem: expect.stringContaining('is not JSON'),
    });
    await expect(
      client.checkService('component:default/none'),
    ).rejects.toMatchObject({ statusCode: 404 });
  });
});
