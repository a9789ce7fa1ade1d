/**
 * The service templates of this repository, from one version to the next: a service nobody touched becomes exactly the new
 * rendering, in its own repository and in that of the manifests.
 */
import {
  cp,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import scaffolderGithub from '@backstage/plugin-scaffolder-backend-module-github';
import scaffolderModuleHeal7 from '@heal7/backstage-plugin-scaffolder-backend-module-heal7';
import templateUpdatesPlugin from '@heal7/backstage-plugin-template-updates-backend';
import { TemplateUpdatesClient } from '@heal7/backstage-plugin-template-updates-common';
import { parse } from 'yaml';
import {
  eventually,
  minji,
  portalToken,
  startGithub,
  TestGithub,
} from './testing/start-github';

jest.setTimeout(240_000);

const entityRef = 'component:default/fortune-cookie';
const templates = join(__dirname, '../../../../templates');
const answers = {
  name: 'fortune-cookie',
  description: 'Answers with one sentence of luck',
  owner: 'group:default/team-saju',
  system: 'system:default/heal7-platform',
  publicPath: '/fortune',
};
const entity = (kind: string, name: string, url: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name,
    namespace: 'default',
    annotations: {
      'github.com/project-slug': `heal7/${name}`,
      'backstage.io/source-location': `url:${url}/heal7/${name}/tree/main/`,
    },
  },
  spec: { type: 'service', lifecycle: 'x', owner: 'team-saju', children: [] },
});

describe('the templates from one version to the next', () => {
  let github: TestGithub;
  let folder: string;
  let stop: () => Promise<void>;

  beforeEach(async () => {
    github = await startGithub();
    folder = await mkdtemp(join(tmpdir(), 'heal7-templates-'));
    await cp(templates, folder, { recursive: true });
  });
  afterEach(async () => {
    await stop?.();
    await github.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['backend-service', 'frontend-service', 'compute-service'])(
    '%s',
    async name => {
      const read = async () =>
        parse(await readFile(join(folder, `${name}.yaml`), 'utf8'), {
          merge: true,
        });
      const template = await read();
      template.metadata.namespace = 'default';
      template.metadata.annotations[
        'backstage.io/managed-by-location'
      ] = `file:${folder}/${name}.yaml`;
      const { url } = github;
      const backend = await startTestBackend({
        features: [
          scaffolderPlugin,
          scaffolderGithub,
          scaffolderModuleHeal7,
          templateUpdatesPlugin,
          mockServices.scheduler.factory({
            includeInitialDelayedTasksOnStartup: true,
          }),
          catalogServiceMock.factory({
            entities: [
              template,
              entity('Group', 'team-saju', url),
              entity('Component', 'fortune-cookie', url),
            ],
          }),
          mockServices.rootConfig.factory({
            data: {
              app: { baseUrl: 'http://portal' },
              backend: {
                baseUrl: 'http://localhost:7007',
                reading: { allow: [{ host: new URL(url).host }] },
              },
              delivery: { manifests: { repoUrl: `${url}/heal7/manifests` } },
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
      const base = `http://localhost:${backend.server.port()}/api`;
      const client = new TemplateUpdatesClient({
        discoveryApi: { getBaseUrl: async id => `${base}/${id}` },
        fetchApi: { fetch },
      });

      /** What the template makes now, as text by path. */
      const render = async () => {
        const files = await filesBelow(folder);
        const response = await fetch(`${base}/scaffolder/v2/dry-run`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            template,
            values: withDefaults(template, answers),
            secrets: {},
            directoryContents: files,
          }),
        });
        if (!response.ok) throw new Error(await response.text());
        const { directoryContents } = await response.json();
        const all: Record<string, string> = Object.fromEntries(
          directoryContents.map(
            (file: { path: string; base64Content: string }) => [
              file.path,
              Buffer.from(file.base64Content, 'base64').toString('utf8'),
            ],
          ),
        );
        const below = (prefix: string) =>
          Object.fromEntries(
            Object.entries(all)
              .filter(([path]) => path.startsWith(prefix))
              .map(([path, text]) => [path.slice(prefix.length), text]),
          );
        return { service: below('service/'), manifests: below('manifests/') };
      };

      const old = await render();
      expect(Object.keys(old.service).length).toBeGreaterThan(20);
      for (const [repository, files] of [
        ['fortune-cookie', old.service],
        ['manifests', { ...old.manifests, 'README.md': 'ours\n' }],
      ] as const) {
        await github.github.createRepository({
          owner: 'heal7',
          name: repository,
          files,
          message: 'Create it',
          author: minji,
        });
      }
      const from = template.metadata.annotations['heal7.io/template-version'];
      await client.checkService(entityRef);
      await eventually(async () => {
        const { templates: known } = await client.getFleet({});
        return known.length > 0 ? known : undefined;
      });
      expect(await client.getService(entityRef)).toMatchObject({
        state: 'current',
        version: from,
      });

      // The next version: a text in the repository and one in the manifests.
      const next = '9.0.0';
      const file = join(folder, `${name}.yaml`);
      const text = (await readFile(file, 'utf8')).replaceAll(
        new RegExp(`(ersion: )${from.replaceAll('.', '\\.')}$`, 'gm'),
        `$1${next}`,
      );
      await writeFile(file, text);
      await writeFile(join(folder, 'parts/service/NEWS.txt'), 'news\n');
      await writeFile(
        join(folder, 'parts/manifests/environment/NEWS.txt'),
        'news\n',
      );
      const changed = await read();
      template.metadata.annotations['heal7.io/template-version'] = next;
      template.spec = changed.spec;
      const wanted = await render();
      expect(wanted.service['NEWS.txt']).toBe('news\n');

      const preview = await client.preview(entityRef);
      expect(preview).toMatchObject({
        fromVersion: from,
        toVersion: next,
        baseKnown: true,
      });
      expect(preview.targets.flatMap(({ conflicts }) => conflicts)).toEqual([]);
      const proposed = await client.propose(entityRef);
      expect(proposed.pullRequests).toMatchObject([
        { conflicts: 0 },
        { conflicts: 0 },
      ]);
      const branch = 'heal7/template-update-fortune-cookie';
      const readAll = async (repository: string, paths: string[]) => {
        const files: Record<string, string | undefined> = {};
        for (const path of paths) {
          files[path] = await github.github.readFile(
            `heal7/${repository}`,
            branch,
            path,
          );
        }
        return files;
      };
      expect(
        await readAll('fortune-cookie', Object.keys(wanted.service)),
      ).toEqual(wanted.service);
      expect(await readAll('manifests', Object.keys(wanted.manifests))).toEqual(
        wanted.manifests,
      );
    },
  );
});

async function filesBelow(folder: string) {
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
