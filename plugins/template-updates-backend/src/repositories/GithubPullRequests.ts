import { ConflictError } from '@backstage/errors';
import type { FileChange } from '@heal7/backstage-plugin-template-updates-common';
import { z } from 'zod';
import type { GithubApi } from './GithubApi';
import type { RepositoryState } from './RepositoryState';

const shaSchema = z.object({ sha: z.string() });
const commitSchema = z.object({ tree: z.object({ sha: z.string() }) });
const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const pullSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.string(),
});

/** A pull request as it should be. */
export interface ProposedChange {
  repository: RepositoryState;
  branch: string;
  title: string;
  body: string;
  draft: boolean;
  changes: readonly FileChange[];
  /** The commit the portal left on the branch last; anything else there is somebody's work and is not overwritten. */
  lastCommit?: string;
}

/** What became of it. */
export interface ProposedPullRequest {
  number: number;
  url: string;
  commit: string;
}

/** Writes a branch with one commit and opens a pull request for it, or brings the open one up to date. */
export class GithubPullRequests {
  readonly #api: GithubApi;

  constructor(api: GithubApi) {
    this.#api = api;
  }

  async isOpen(repoUrl: string, number: number): Promise<boolean> {
    const pull = await this.#api.find(repoUrl, `/pulls/${number}`, pullSchema);
    return pull?.state === 'open';
  }

  async propose(change: ProposedChange): Promise<ProposedPullRequest> {
    const { repository, branch, title, body, draft } = change;
    const { url: repoUrl, defaultBranch } = repository;
    const open = await this.#findOpen(repoUrl, branch, defaultBranch);
    const current = await this.#head(repoUrl, branch);
    if (open && current && current !== change.lastCommit) {
      throw new ConflictError(
        `${open.html_url} has commits that are not the portal's. Merge or close it first.`,
      );
    }
    const commit = await this.#commit(change);
    await this.#point(repoUrl, branch, commit, current !== undefined);
    const pull = open
      ? await this.#api.write(
          'PATCH',
          repoUrl,
          `/pulls/${open.number}`,
          { title, body },
          pullSchema,
        )
      : await this.#api.write(
          'POST',
          repoUrl,
          '/pulls',
          { title, body, draft, head: branch, base: defaultBranch },
          pullSchema,
        );
    return { number: pull.number, url: pull.html_url, commit };
  }

  async #findOpen(repoUrl: string, branch: string, base: string) {
    const [owner] = new URL(repoUrl).pathname.split('/').slice(1);
    const query = new URLSearchParams({
      state: 'open',
      head: `${owner}:${branch}`,
      base,
    });
    const [open] = await this.#api.get(
      repoUrl,
      `/pulls?${query}`,
      z.array(pullSchema),
    );
    return open;
  }

  async #head(repoUrl: string, branch: string): Promise<string | undefined> {
    const ref = await this.#api.find(
      repoUrl,
      `/git/ref/heads/${branch}`,
      refSchema,
    );
    return ref?.object.sha;
  }

  async #commit(change: ProposedChange): Promise<string> {
    const { repository, title } = change;
    const { url: repoUrl, commit: parent } = repository;
    const { tree: base } = await this.#api.get(
      repoUrl,
      `/git/commits/${parent}`,
      commitSchema,
    );
    const entries = [];
    for (const each of change.changes) {
      entries.push(...(await this.#entries(repoUrl, each)));
    }
    const tree = await this.#api.write(
      'POST',
      repoUrl,
      '/git/trees',
      { base_tree: base.sha, tree: entries },
      shaSchema,
    );
    const person = { name: 'HEAL7 portal', email: 'portal@heal7.com' };
    const { sha } = await this.#api.write(
      'POST',
      repoUrl,
      '/git/commits',
      {
        message: title,
        tree: tree.sha,
        parents: [parent],
        author: person,
        committer: person,
      },
      shaSchema,
    );
    return sha;
  }

  async #entries(repoUrl: string, change: FileChange) {
    const gone = (path: string) => ({
      path,
      mode: '100644',
      type: 'blob',
      sha: null,
    });
    if (change.kind === 'delete') return [gone(change.path)];
    const { sha } = await this.#api.write(
      'POST',
      repoUrl,
      '/git/blobs',
      {
        content: Buffer.from(change.file.content).toString('base64'),
        encoding: 'base64',
      },
      shaSchema,
    );
    const entry = {
      path: change.path,
      mode: change.file.executable ? '100755' : '100644',
      type: 'blob',
      sha,
    };
    return change.kind === 'move' ? [gone(change.from), entry] : [entry];
  }

  async #point(
    repoUrl: string,
    branch: string,
    sha: string,
    exists: boolean,
  ): Promise<void> {
    if (exists) {
      await this.#api.write(
        'PATCH',
        repoUrl,
        `/git/refs/heads/${branch}`,
        { sha, force: true },
        refSchema,
      );
    } else {
      await this.#api.write(
        'POST',
        repoUrl,
        '/git/refs',
        { ref: `refs/heads/${branch}`, sha },
        refSchema,
      );
    }
  }
}
