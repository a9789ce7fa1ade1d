import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderGithub from '@backstage/plugin-scaffolder-backend-module-github';
import scaffolderModuleHeal7 from '@heal7/backstage-plugin-scaffolder-backend-module-heal7';
import templateUpdatesPlugin from '@heal7/backstage-plugin-template-updates-backend';
import { TemplateUpdatesClient } from '@heal7/backstage-plugin-template-updates-common';
import { parse } from 'yaml';
import {
  portalToken,
  startGithub,
  type TestGithub,
} from '../testing/start-github';

export type CatalogEntity = NonNullable<
  NonNullable<Parameters<typeof catalogServiceMock.factory>[0]>['entities']
>[number];

/** Texts by path. */
export type Texts = Record<string, string>;

/** One template of this repository with the portal that renders and updates it, beside a sandbox GitHub. */
export interface TestTemplate {
  github: TestGithub;
  client: TemplateUpdatesClient;
  /** A copy of the templates; what is changed here is a new version. */
  folder: string;
  version(): string;
  /** What the portal does every few hours: it keeps the version and looks at everything. */
  checkEverything(): Promise<void>;
  /** What the template makes now. */
  render(answers: object): Promise<Texts>;
  /** Gives what is in the folder now a version. */
  release(version: string): Promise<void>;
  stop(): Promise<void>;
}

const configOf = (url: string) => ({
  app: { baseUrl: 'http://portal' },
  backend: {
    baseUrl: 'http://localhost:7007',
    reading: { allow: [{ host: new URL(url).host }] },
  },
  delivery: { manifests: { repoUrl: `${url}/heal7/manifests` } },
  scaffolder: {
    heal7: { workflows: { version: 'v1.0.0', ref: '0a'.repeat(20) } },
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
});

/** `file` is the template's own, from the folder of the templates; `entities` are in the catalog beside it. */
export async function startTemplate(
  file: string,
  entities: (githubUrl: string) => CatalogEntity[],
): Promise<TestTemplate> {
  const github = await startGithub();
  const folder = await mkdtemp(join(tmpdir(), 'heal7-templates-'));
  await cp(join(__dirname, '../../../../../templates'), folder, {
    recursive: true,
  });
  const path = join(folder, file);
  const read = async () => parse(await readFile(path, 'utf8'), { merge: true });
  const template = await read();
  template.metadata.namespace = 'default';
  const { annotations } = template.metadata;
  annotations['backstage.io/managed-by-location'] = `file:${path}`;
  let check: (() => void | Promise<void>) | undefined;
  const scheduler = mockServices.scheduler.mock({
    createScheduledTaskRunner: () => ({ run: async () => {} }),
    scheduleTask: async ({ id, fn }) => {
      if (id !== 'template-updates-check') return;
      check = () => fn(new AbortController().signal);
    },
  });
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderGithub,
      scaffolderModuleHeal7,
      templateUpdatesPlugin,
      scheduler.factory,
      catalogServiceMock.factory({
        entities: [template, ...entities(github.url)],
      }),
      mockServices.rootConfig.factory({ data: configOf(github.url) }),
    ],
  });
  const base = `http://localhost:${backend.server.port()}/api`;
  const version = () => String(annotations['heal7.io/template-version']);
  return {
    github,
    folder,
    version,
    client: new TemplateUpdatesClient({
      discoveryApi: { getBaseUrl: async id => `${base}/${id}` },
      fetchApi: { fetch },
    }),
    checkEverything: async () => {
      if (!check) throw new Error('Nothing looks at the services');
      await check();
    },
    render: async answers => {
      const response = await fetch(`${base}/scaffolder/v2/dry-run`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          template,
          values: withDefaults(template, answers),
          secrets: {},
          directoryContents: await filesBelow(dirname(path)),
        }),
      });
      if (!response.ok) throw new Error(await response.text());
      const { directoryContents } = await response.json();
      return Object.fromEntries(
        directoryContents.map((each: DryRunFile) => [
          each.path,
          Buffer.from(each.base64Content, 'base64').toString('utf8'),
        ]),
      );
    },
    release: async next => {
      const old = new RegExp(
        `(ersion: )${version().replaceAll('.', '\\.')}$`,
        'gm',
      );
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.replaceAll(old, `$1${next}`));
      template.spec = (await read()).spec;
      annotations['heal7.io/template-version'] = next;
    },
    stop: async () => {
      await backend.stop();
      await github.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What is below a folder, with paths from there. */
export function below(files: Texts, folder: string): Texts {
  return Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(folder))
      .map(([path, text]) => [path.slice(folder.length), text]),
  );
}

/** Everything on a branch. */
export async function readBranch(
  { github, api }: TestGithub,
  repository: string,
  branch: string,
): Promise<Texts> {
  const response = await api(
    `/repos/${repository}/git/trees/${await github.headOf(
      repository,
      branch,
    )}?recursive=1`,
  );
  const { tree }: { tree: { path: string; type: string }[] } =
    await response.json();
  const files: Texts = {};
  for (const { path, type } of tree) {
    if (type !== 'blob') continue;
    files[path] = String(await github.readFile(repository, branch, path));
  }
  return files;
}

interface DryRunFile {
  path: string;
  base64Content: string;
}

async function filesBelow(folder: string): Promise<DryRunFile[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const path = join(entry.parentPath, entry.name);
        return {
          path: path.slice(folder.length + 1),
          base64Content: (await readFile(path)).toString('base64'),
        };
      }),
  );
}

function withDefaults(
  template: { spec: { parameters: { properties: object }[] } },
  values: object,
) {
  const defaults = template.spec.parameters.flatMap(({ properties }) =>
    Object.entries(properties)
      .filter(([, property]) => property.default !== undefined)
      .map(([key, property]) => [key, property.default]),
  );
  return { ...Object.fromEntries(defaults), ...values };
}
