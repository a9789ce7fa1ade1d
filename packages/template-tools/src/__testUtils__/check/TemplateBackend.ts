import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { InputError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import scaffolderModuleHeal7 from '@heal7/backstage-plugin-scaffolder-backend-module-heal7';
import glob from 'fast-glob';
import { parse } from 'yaml';
import type { ScaffolderAction } from '../../lint/LintContext';
import { parseActions } from '../../lint/readOffer';
import { isObject, listOf, textOf } from '../../lint/visit';

/** A Scaffolder as the portal runs it, on a free port, with a GitHub where every name is free. */
export interface TemplateBackend {
  actions(): Promise<ScaffolderAction[]>;
  /** Renders a template by the Scaffolder's own dry run into a folder. */
  render(options: RenderOptions): Promise<{ output: unknown }>;
  stop(): Promise<void>;
}

export interface RenderOptions {
  /** The file with the template; its folder is what the template can fetch from. */
  file: string;
  values: Record<string, unknown>;
  into: string;
}

const team = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team-saju' },
  spec: { type: 'team', children: [] },
};

export async function startTemplateBackend(): Promise<TemplateBackend> {
  const { host, close } = await startGithub();
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      githubModule,
      scaffolderModuleHeal7,
      catalogServiceMock.factory({ entities: [team] }),
      mockServices.rootConfig.factory({ data: configOf(host) }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/scaffolder/v2`;
  return {
    async actions() {
      return parseActions(await ask(`${url}/actions`), 'the Scaffolder');
    },
    async render({ file, values, into }) {
      const answer = await ask(`${url}/dry-run`, {
        template: parse(await readFile(file, 'utf8'), { merge: true }),
        values,
        secrets: {},
        directoryContents: await contentsOf(dirname(file)),
      });
      await writeContents(answer, into);
      return { output: isObject(answer) ? answer.output : undefined };
    },
    async stop() {
      await backend.stop();
      await close();
    },
  };
}

/** The one question the templates ask GitHub in a dry run is whether a name is taken. */
async function startGithub() {
  const server = createServer((_, response) =>
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}'),
  );
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    host: `localhost:${port}`,
    close: () => new Promise<void>(done => server.close(() => done())),
  };
}

function configOf(host: string) {
  return {
    backend: { baseUrl: 'http://localhost:7007' },
    delivery: {
      manifests: { repoUrl: `http://${host}/heal7/k8s-manifests` },
      flagger: { webhookTokens: ['token-of-the-gates'] },
    },
    scaffolder: {
      heal7: { workflows: { version: 'v1.0.0', ref: '0a'.repeat(20) } },
    },
    integrations: {
      github: [{ host, apiBaseUrl: `http://${host}/api/v3`, token: 'token' }],
    },
  };
}

async function ask(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (response.ok) return response.json();
  throw new InputError(`${response.status}: ${await response.text()}`);
}

async function contentsOf(folder: string) {
  const paths = await glob('**/*', {
    cwd: folder,
    dot: true,
    ignore: ['**/node_modules/**', '**/__pycache__/**'],
  });
  return Promise.all(
    paths.sort().map(async path => ({
      path,
      executable: ((await stat(join(folder, path))).mode & 0o100) !== 0,
      base64Content: (await readFile(join(folder, path))).toString('base64'),
    })),
  );
}

async function writeContents(answer: unknown, into: string): Promise<void> {
  const files = isObject(answer) ? listOf(answer.directoryContents) : [];
  for (const file of files.filter(isObject)) {
    const path = join(into, textOf(file.path) ?? '');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      Buffer.from(textOf(file.base64Content) ?? '', 'base64'),
      { mode: file.executable ? 0o755 : 0o644 },
    );
  }
}
