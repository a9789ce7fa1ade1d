/**
 * The forms of the service templates on the Create page refuse bad answers before anything is made. What good answers
 * lead to is judged by `script/templates check`.
 */
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { dirname, join, relative, resolve } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import { parse } from 'yaml';
import { scaffolderModuleHeal7 } from './module';

const folder = resolve(__dirname, '../../../templates');

const entity = (kind: string, name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
  spec:
    kind === 'Group'
      ? { type: 'team', children: [] }
      : { type: 'service', lifecycle: 'production', owner: 'team-saju' },
});

const answers = {
  name: 'fortune-cookie',
  description: 'Answers with one sentence of luck: 행운',
  owner: 'group:default/team-saju',
  system: 'system:default/heal7-platform',
  publicPath: '/fortune',
};

async function filesBelow(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => relative(path, join(entry.parentPath, entry.name)));
}

describe('service templates', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let server: Server;

  beforeAll(async () => {
    // One repository exists: heal7/taken.
    server = createServer((request, response) =>
      response
        .writeHead(request.url?.endsWith('/repos/heal7/taken') ? 200 : 404)
        .end('{}'),
    );
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const host = `localhost:${typeof address === 'object' && address?.port}`;
    backend = await startTestBackend({
      features: [
        scaffolderPlugin,
        githubModule,
        scaffolderModuleHeal7,
        catalogServiceMock.factory({
          entities: [
            entity('Group', 'team-saju'),
            entity('Component', 'saju-calculator'),
          ],
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { baseUrl: 'http://localhost:7007' },
            delivery: {
              manifests: { repoUrl: `http://${host}/heal7/k8s-manifests` },
              flagger: { webhookTokens: ['token-of-the-gates'] },
            },
            scaffolder: {
              heal7: {
                workflows: { version: 'v1.0.0', ref: '0a'.repeat(20) },
              },
            },
            integrations: {
              github: [
                {
                  host,
                  apiBaseUrl: `http://${host}/api/v3`,
                  token: 'token',
                },
              ],
            },
          },
        }),
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await backend?.stop();
    server?.close();
  });

  async function dryRun(name: string, values: object): Promise<string> {
    const file = join(folder, `${name}.yaml`);
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
          template: parse(await readFile(file, 'utf8'), { merge: true }),
          values: { ...answers, ...values },
          secrets: {},
          directoryContents,
        }),
      },
    );
    const text = await response.text();
    return `${response.status} ${response.ok ? '' : text}`;
  }

  it('are the ones on the Create page', async () => {
    const all = parse(await readFile(join(folder, 'all.yaml'), 'utf8'));
    expect(all.spec.targets.map((target: string) => dirname(target))).toEqual([
      '.',
      '.',
      '.',
      './infrastructure',
      './observability',
    ]);
  });

  describe.each(['frontend-service', 'backend-service', 'compute-service'])(
    '%s',
    name => {
      it.each([
        ['a name that is none', { name: 'Not A Name' }, /^400 .*pattern/],
        ['a name that is too short', { name: 'ab' }, /^400 .*minimum length/],
        [
          'a name that is too long',
          { name: 'a'.repeat(41) },
          /^400 .*maximum length/,
        ],
        ['a name that ends with a hyphen', { name: 'abc-' }, /^400 .*pattern/],
        [
          'an owner that does not exist',
          { owner: 'group:default/nobody' },
          /^400 .*not in the catalog/,
        ],
      ])('refuses %s', async (_, values, expected) => {
        expect(await dryRun(name, values)).toMatch(expected);
      });

      it.each([['saju-calculator'], ['taken']])(
        'renders %s, which exists, once more, as updates need it',
        async existing => {
          expect(await dryRun(name, { name: existing })).toBe('200 ');
        },
      );
    },
  );
});
