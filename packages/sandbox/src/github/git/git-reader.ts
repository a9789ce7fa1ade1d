import { isFilePath, isRefName } from '../names';
import { parseDiff, FileDiff } from './parse-diff';
import { GitPerson, gitText, runGit } from './run-git';

/** The tree of an empty repository; every Git knows it. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export interface CommitInfo {
  sha: string;
  tree: string;
  parents: string[];
  author: GitPerson & { date: string };
  committer: GitPerson & { date: string };
  message: string;
}

export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  size?: number;
  path: string;
}

export interface RefInfo {
  /** Full name, e.g. `refs/heads/main`. */
  name: string;
  sha: string;
  type: 'commit' | 'tag';
}

export interface LogOptions {
  path?: string;
  skip?: number;
  limit?: number;
  since?: string;
  until?: string;
  author?: string;
}

const commitFormat =
  '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x1e';

function parseCommits(text: string): CommitInfo[] {
  return text
    .split('\x1e')
    .map(each => each.replace(/^\n/, '').split('\0'))
    .filter(fields => fields.length === 10)
    .map(([sha, tree, parents, an, ae, ad, cn, ce, cd, message]) => ({
      sha,
      tree,
      parents: parents ? parents.split(' ') : [],
      author: {
        name: an,
        email: ae,
        date: new Date(ad).toISOString().replace('.000Z', 'Z'),
      },
      committer: {
        name: cn,
        email: ce,
        date: new Date(cd).toISOString().replace('.000Z', 'Z'),
      },
      message: message.replace(/\n+$/, ''),
    }));
}

function parseTree(text: string): TreeEntry[] {
  return text
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const [meta, path] = [
        line.slice(0, line.indexOf('\t')),
        line.slice(line.indexOf('\t') + 1),
      ];
      const [mode, kind, sha, size] = meta.split(/\s+/);
      const type = kind === 'tree' || kind === 'commit' ? kind : 'blob';
      return {
        mode,
        type,
        sha,
        path,
        ...(type === 'blob' ? { size: Number(size) } : {}),
      };
    });
}

/** Reads one bare repository. */
export class GitReader {
  constructor(readonly directory: string) {}

  /** The commit a branch, tag or (short) commit id names. */
  async resolve(ref: string): Promise<string | undefined> {
    const name = ref.replace(/^refs\//, '');
    if (name === 'HEAD') return this.#commitOf('HEAD');
    if (!isRefName(name)) return undefined;
    for (const candidate of [
      `refs/${name}`,
      `refs/heads/${name}`,
      `refs/tags/${name}`,
    ]) {
      const sha = await this.#commitOf(candidate);
      if (sha) return sha;
    }
    return /^[0-9a-f]{4,40}$/.test(name) ? this.#commitOf(name) : undefined;
  }

  async refs(prefix = 'refs/'): Promise<RefInfo[]> {
    const text = await this.#git([
      'for-each-ref',
      '--format=%(refname) %(objectname) %(objecttype)',
      prefix,
    ]);
    return text
      .split('\n')
      .filter(Boolean)
      .map(line => {
        const [name, sha, type] = line.split(' ');
        return { name, sha, type: type === 'tag' ? 'tag' : 'commit' };
      });
  }

  async commit(sha: string): Promise<CommitInfo> {
    const [commit] = parseCommits(
      await this.#git(['log', '-1', `--format=${commitFormat}`, sha, '--']),
    );
    return commit;
  }

  /** `range` is a commit id or `from..to` of commit ids. */
  async log(range: string, options: LogOptions = {}): Promise<CommitInfo[]> {
    return parseCommits(
      await this.#git([
        'log',
        `--format=${commitFormat}`,
        ...(options.skip ? [`--skip=${options.skip}`] : []),
        ...(options.limit ? [`--max-count=${options.limit}`] : []),
        ...(options.since ? [`--since=${options.since}`] : []),
        ...(options.until ? [`--until=${options.until}`] : []),
        ...(options.author
          ? ['--fixed-strings', `--author=${options.author}`]
          : []),
        range,
        '--',
        ...(options.path ? [options.path] : []),
      ]),
    );
  }

  async count(range: string): Promise<number> {
    return Number(
      (await this.#git(['rev-list', '--count', range, '--'])).trim(),
    );
  }

  async tree(treeish: string, recursive = false): Promise<TreeEntry[]> {
    return parseTree(
      await this.#git([
        'ls-tree',
        '-z',
        '-l',
        ...(recursive ? ['-r', '-t'] : []),
        treeish,
      ]),
    );
  }

  /** The entry at a path; `undefined` when there is none. The empty path is the root. */
  async entry(commit: string, path: string): Promise<TreeEntry | undefined> {
    if (path === '') {
      const root = (await this.commit(commit)).tree;
      return { mode: '040000', type: 'tree', sha: root, path: '' };
    }
    if (!isFilePath(path)) return undefined;
    const [entry] = parseTree(
      await this.#git([
        '--literal-pathspecs',
        'ls-tree',
        '-z',
        '-l',
        commit,
        '--',
        path,
      ]),
    );
    return entry;
  }

  async typeOf(sha: string): Promise<string | undefined> {
    const result = await runGit(['cat-file', '-t', sha], {
      cwd: this.directory,
      allowed: [1, 128],
    });
    return result.code === 0
      ? result.stdout.toString('utf8').trim()
      : undefined;
  }

  async blob(sha: string): Promise<Buffer> {
    return (await runGit(['cat-file', 'blob', sha], { cwd: this.directory }))
      .stdout;
  }

  async diff(base: string, head: string): Promise<FileDiff[]> {
    return parseDiff(
      await this.#git([
        'diff',
        '-M',
        '--no-color',
        '--no-ext-diff',
        '--full-index',
        base,
        head,
        '--',
      ]),
    );
  }

  async mergeBase(a: string, b: string): Promise<string | undefined> {
    const { code, stdout } = await runGit(['merge-base', a, b], {
      cwd: this.directory,
      allowed: [1],
    });
    return code === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  archive(
    sha: string,
    format: 'tar.gz' | 'zip',
    prefix: string,
  ): Promise<Buffer> {
    return runGit(
      ['archive', `--format=${format}`, `--prefix=${prefix}/`, sha],
      {
        cwd: this.directory,
      },
    ).then(result => result.stdout);
  }

  async #commitOf(revision: string): Promise<string | undefined> {
    const { code, stdout } = await runGit(
      ['rev-parse', '--verify', '--quiet', `${revision}^{commit}`],
      {
        cwd: this.directory,
        allowed: [1, 128],
      },
    );
    return code === 0 ? stdout.toString('utf8').trim() : undefined;
  }

  #git(args: string[]): Promise<string> {
    return gitText(args, { cwd: this.directory });
  }
}
