import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createGithubServer,
  GithubServer,
  GithubServerOptions,
} from '../github-server';
import { GitPerson } from '../git/run-git';

export const minji: GitPerson = { name: 'Minji Kim', email: 'minji@heal7.com' };
export const portalToken = 'ghp_sandboxportal';

export interface TestGithub {
  github: GithubServer;
  url: string;
  directory: string;
  /** A token of the App's installation. */
  appToken(): string;
  /** An entry of `integrations.github[].apps`. */
  appConfig(): {
    appId: number;
    clientId: string;
    clientSecret: string;
    privateKey: string;
  };
  /** A fresh folder, removed at the end. */
  folder(): Promise<string>;
  api(
    path: string,
    init?: {
      method?: string;
      body?: unknown;
      token?: string | false;
      headers?: Record<string, string>;
    },
  ): Promise<Response>;
  stop(): Promise<void>;
}

/** A sandbox GitHub on a free port with its state in a temporary folder. */
export async function startGithub(
  options: Partial<GithubServerOptions> = {},
): Promise<TestGithub> {
  const root = await mkdtemp(join(tmpdir(), 'heal7-github-'));
  const directory = options.stateDirectory ?? join(root, 'state');
  const github = createGithubServer({
    port: 0,
    stateDirectory: directory,
    log: message => process.stderr.write(`${message}\n`),
    ...options,
  });
  await github.start();
  return {
    github,
    url: github.url(),
    directory,
    appConfig: () => ({
      appId: github.context.app.id,
      clientId: 'heal7-portal',
      clientSecret: 'sandbox-secret',
      privateKey: readFileSync(github.context.app.keyFile, 'utf8'),
    }),
    appToken: () => github.context.app.createToken().token,
    folder: () => mkdtemp(join(root, 'work-')),
    api: (
      path,
      { method = 'GET', body, token = portalToken, headers = {} } = {},
    ) =>
      fetch(`${github.url()}/api/v3${path}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    stop: async () => {
      await github.stop();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Waits for something that happens on its own; fails loudly instead of hanging. */
export async function eventually<T>(
  probe: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 20_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error('It did not happen in time');
    await new Promise(resolve => setTimeout(resolve, 25));
  }
}
