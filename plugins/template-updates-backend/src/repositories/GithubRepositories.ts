import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import type { GithubApi } from './GithubApi';
import type { RepositoryState } from './RepositoryState';

const repositorySchema = z.object({ default_branch: z.string() });
const refSchema = z.object({ object: z.object({ sha: z.string() }) });
const fileSchema = z.object({ content: z.string() });
const treeSchema = z.object({
  truncated: z.boolean().optional(),
  tree: z.array(
    z.object({ path: z.string(), mode: z.string(), type: z.string() }),
  ),
});

/** Reads repositories: one file, or everything. */
export class GithubRepositories {
  readonly #api: GithubApi;
  readonly #reader: Pick<UrlReaderService, 'readTree'>;

  constructor(api: GithubApi, reader: Pick<UrlReaderService, 'readTree'>) {
    this.#api = api;
    this.#reader = reader;
  }

  /** Text of a file on the default branch; `undefined` when it is not there. */
  async readText(repoUrl: string, path: string): Promise<string | undefined> {
    const file = await this.#api.find(
      repoUrl,
      `/contents/${path.split('/').map(encodeURIComponent).join('/')}`,
      fileSchema,
    );
    return file && Buffer.from(file.content, 'base64').toString('utf8');
  }

  async read(repoUrl: string): Promise<RepositoryState> {
    const { default_branch: defaultBranch } = await this.#api.get(
      repoUrl,
      '',
      repositorySchema,
    );
    const {
      object: { sha: commit },
    } = await this.#api.get(
      repoUrl,
      `/git/ref/heads/${defaultBranch}`,
      refSchema,
    );
    const listed = await this.#api.get(
      repoUrl,
      `/git/trees/${commit}?recursive=1`,
      treeSchema,
    );
    if (listed.truncated) {
      throw new InputError(`${repoUrl} has more files than GitHub lists`);
    }
    const modes = new Map(listed.tree.map(entry => [entry.path, entry.mode]));
    // The archive has the contents in one request, but not the modes.
    const archive = await this.#reader.readTree(`${repoUrl}/tree/${commit}`);
    const files = await Promise.all(
      (
        await archive.files()
      )
        .filter(file => modes.get(file.path)?.startsWith('100'))
        .map(async file => ({
          path: file.path,
          content: new Uint8Array(await file.content()),
          executable: modes.get(file.path) === '100755',
        })),
    );
    return {
      url: repoUrl,
      defaultBranch,
      commit,
      files: new Map(
        files.map(({ path, content, executable }) => [
          path,
          executable ? { content, executable } : { content },
        ]),
      ),
    };
  }
}
