import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { promises as fs } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ServiceUnavailableError } from '@backstage/errors';

const run = promisify(execFile);
const GIT_TIMEOUT_MS = 30_000;

export interface GitCredentials {
  username: string;
  password: string;
}

/** Mirrors of repositories and checkouts of single folders at single commits, on disk, as Argo CD's repo server has them. */
export class GitCache {
  private readonly fetching = new Map<string, Promise<void>>();
  private readonly checkouts = new Map<string, Promise<string>>();

  constructor(
    private readonly directory: string,
    private readonly credentials?: GitCredentials,
  ) {}

  /** Brings the mirror up to date; callers at the same time share one fetch. */
  fetch(repoUrl: string): Promise<void> {
    const running = this.fetching.get(repoUrl);
    if (running) {
      return running;
    }
    const fetching = this.update(repoUrl).finally(() =>
      this.fetching.delete(repoUrl),
    );
    this.fetching.set(repoUrl, fetching);
    return fetching;
  }

  /** The commit a branch, tag or commit id means in the mirror. */
  async resolve(repoUrl: string, revision: string): Promise<string> {
    const { stdout } = await this.git(this.mirrorOf(repoUrl), [
      'rev-parse',
      '--verify',
      '--quiet',
      `${revision}^{commit}`,
    ]).catch(() => {
      throw new ServiceUnavailableError(
        `unable to resolve '${revision}' to a commit SHA`,
      );
    });
    return stdout.trim();
  }

  /** The content of a folder at a commit, by its id: the same as long as nothing in it changes. */
  async treeOf(
    repoUrl: string,
    commit: string,
    folder: string,
  ): Promise<string> {
    const within = folder.replace(/^\.?\/?|\/$/g, '');
    const { stdout } = await this.git(this.mirrorOf(repoUrl), [
      'rev-parse',
      '--verify',
      '--quiet',
      `${commit}:${within}`,
    ]).catch(() => {
      throw new ServiceUnavailableError(
        `${folder}: app path does not exist at ${commit.slice(0, 7)}`,
      );
    });
    return stdout.trim();
  }

  /** A folder's content as files on disk. */
  checkout(repoUrl: string, tree: string): Promise<string> {
    let checkout = this.checkouts.get(tree);
    if (!checkout) {
      checkout = this.extract(repoUrl, tree);
      this.checkouts.set(tree, checkout);
      checkout.catch(() => this.checkouts.delete(tree));
    }
    return checkout;
  }

  private async extract(repoUrl: string, tree: string): Promise<string> {
    const mirror = this.mirrorOf(repoUrl);
    const target = path.join(this.directory, 'checkouts', tree);
    await fs.rm(target, { recursive: true, force: true });
    await fs.mkdir(target, { recursive: true });
    const index = path.join(this.directory, `index-${randomUUID()}`);
    const options = { GIT_INDEX_FILE: index, GIT_WORK_TREE: target };
    try {
      await this.git(mirror, ['read-tree', tree], options);
      await this.git(mirror, ['checkout-index', '--all', '--force'], options);
    } finally {
      await fs.rm(index, { force: true });
    }
    return target;
  }

  private async update(repoUrl: string): Promise<void> {
    const mirror = this.mirrorOf(repoUrl);
    try {
      const exists = await fs.stat(path.join(mirror, 'HEAD')).then(
        () => true,
        () => false,
      );
      if (exists) {
        await this.git(mirror, ['fetch', '--prune', '--quiet', 'origin']);
      } else {
        await fs.rm(mirror, { recursive: true, force: true });
        await fs.mkdir(path.dirname(mirror), { recursive: true });
        await this.git(undefined, [
          'clone',
          '--mirror',
          '--quiet',
          repoUrl,
          mirror,
        ]);
      }
    } catch (error) {
      throw new ServiceUnavailableError(
        `failed to list refs of ${repoUrl}: ${gitMessage(error)}`,
      );
    }
  }

  private mirrorOf(repoUrl: string): string {
    const id = createHash('sha1').update(repoUrl).digest('hex').slice(0, 12);
    return path.join(this.directory, 'mirrors', `${id}.git`);
  }

  private git(
    mirror: string | undefined,
    args: string[],
    env: Record<string, string> = {},
  ) {
    const configuration = this.credentials
      ? {
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: 'http.extraHeader',
          // In the environment, so that it shows neither in process lists nor in the mirror's config.
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(
            `${this.credentials.username}:${this.credentials.password}`,
          ).toString('base64')}`,
        }
      : {};
    return run('git', [...(mirror ? ['--git-dir', mirror] : []), ...args], {
      timeout: GIT_TIMEOUT_MS,
      env: {
        ...process.env,
        ...configuration,
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        ...env,
      },
    });
  }
}

function gitMessage(error: unknown): string {
  if (error instanceof Error && 'stderr' in error) {
    return String(error.stderr).trim() || error.message;
  }
  return error instanceof Error ? error.message : String(error);
}
