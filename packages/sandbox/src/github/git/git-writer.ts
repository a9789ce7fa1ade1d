import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GitPerson, gitText, runGit } from './run-git';

export type FileContent =
  | string
  | Buffer
  | { content: string | Buffer; executable?: boolean };

export interface TreeChange {
  path: string;
  mode: string;
  /** `undefined` deletes the path. */
  sha?: string;
}

export interface CommitRequest {
  tree: string;
  parents: string[];
  message: string;
  author: GitPerson & { date?: string };
  committer?: GitPerson & { date?: string };
}

export interface ImportRequest {
  branch: string;
  /** Commit the branch must be at; `undefined` starts a branch without history. */
  parent?: string;
  files: Record<string, FileContent>;
  deletions?: string[];
  message: string;
  author: GitPerson;
  committer?: GitPerson;
  date: Date;
}

export type MergeResult = { tree: string } | { conflicts: string };

/** Writes one bare repository. */
export class GitWriter {
  constructor(readonly directory: string) {}

  async init(defaultBranch: string): Promise<void> {
    await runGit([
      'init',
      '--quiet',
      '--bare',
      `--initial-branch=${defaultBranch}`,
      this.directory,
    ]);
  }

  async setHead(branch: string): Promise<void> {
    await this.#git(['symbolic-ref', 'HEAD', `refs/heads/${branch}`]);
  }

  async writeBlob(content: Buffer): Promise<string> {
    return (
      await this.#git(['hash-object', '-w', '--stdin'], { input: content })
    ).trim();
  }

  async writeTree(
    base: string | undefined,
    changes: TreeChange[],
  ): Promise<string> {
    const index = join(tmpdir(), `heal7-index-${randomUUID()}`);
    const env = { GIT_INDEX_FILE: index };
    try {
      await this.#git(base ? ['read-tree', base] : ['read-tree', '--empty'], {
        env,
      });
      const lines = changes.map(({ path, mode, sha }) =>
        sha ? `${mode} ${sha}\t${path}\0` : `0 ${'0'.repeat(40)}\t${path}\0`,
      );
      await this.#git(['update-index', '-z', '--index-info'], {
        env,
        input: lines.join(''),
      });
      return (await this.#git(['write-tree'], { env })).trim();
    } finally {
      await rm(index, { force: true });
    }
  }

  async writeCommit(request: CommitRequest): Promise<string> {
    const { tree, parents, message, author, committer = author } = request;
    return (
      await this.#git(
        ['commit-tree', tree, ...parents.flatMap(parent => ['-p', parent])],
        {
          input: message.endsWith('\n') ? message : `${message}\n`,
          author,
          committer,
          env: {
            ...(author.date ? { GIT_AUTHOR_DATE: author.date } : {}),
            ...(committer.date ? { GIT_COMMITTER_DATE: committer.date } : {}),
          },
        },
      )
    ).trim();
  }

  /** Compare-and-swap when `from` is given; throws `GitError` when the ref has moved. */
  async updateRef(ref: string, to: string, from?: string): Promise<void> {
    await this.#git(['update-ref', ref, to, ...(from ? [from] : [])]);
  }

  async deleteRef(ref: string): Promise<void> {
    await this.#git(['update-ref', '-d', ref]);
  }

  /** A real three-way merge without a work tree. */
  async merge(base: string, head: string): Promise<MergeResult> {
    const { code, stdout } = await runGit(
      ['merge-tree', '--write-tree', '--messages', '--name-only', base, head],
      { cwd: this.directory, allowed: [1] },
    );
    const [tree, ...rest] = stdout.toString('utf8').split('\n');
    return code === 0 ? { tree } : { conflicts: rest.join('\n').trim() };
  }

  /** Commits files in one Git process; the fastest way to make a whole repository. */
  async importFiles(request: ImportRequest): Promise<void> {
    const seconds = Math.floor(request.date.getTime() / 1000);
    const signature = (person: GitPerson) =>
      `${person.name.replace(/[<>\n]/g, '')} <${person.email.replace(
        /[<>\n]/g,
        '',
      )}> ${seconds} +0000`;
    const data = (content: string | Buffer) => {
      const bytes = Buffer.from(content);
      return Buffer.concat([
        Buffer.from(`data ${bytes.length}\n`),
        bytes,
        Buffer.from('\n'),
      ]);
    };
    const chunks: Buffer[] = [
      Buffer.from(
        `commit refs/heads/${request.branch}\n` +
          `author ${signature(request.author)}\n` +
          `committer ${signature(request.committer ?? request.author)}\n`,
      ),
      data(`${request.message.replace(/\n+$/, '')}\n`),
      ...(request.parent ? [Buffer.from(`from ${request.parent}\n`)] : []),
    ];
    for (const path of request.deletions ?? [])
      chunks.push(Buffer.from(`D ${path}\n`));
    for (const [path, value] of Object.entries(request.files)) {
      const plain = typeof value === 'string' || Buffer.isBuffer(value);
      const mode = !plain && value.executable ? '100755' : '100644';
      chunks.push(
        Buffer.from(`M ${mode} inline ${path}\n`),
        data(plain ? value : value.content),
      );
    }
    await this.#git(['fast-import', '--quiet', '--date-format=raw'], {
      input: Buffer.concat(chunks),
    });
  }

  #git(
    args: string[],
    options: Parameters<typeof runGit>[1] = {},
  ): Promise<string> {
    return gitText(args, { cwd: this.directory, ...options });
  }
}
