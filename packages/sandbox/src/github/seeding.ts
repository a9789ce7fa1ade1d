import { GithubContext } from './github-context';
import { GitPerson } from './git/run-git';
import { FileContent } from './git/git-writer';
import { Repository } from './repository';

export interface NewRepository {
  owner: string;
  name: string;
  description?: string;
  private?: boolean;
  topics?: string[];
  files: Record<string, FileContent>;
  message: string;
  author: GitPerson;
  date?: Date;
}

/** Trailers of a commit message, e.g. `{ 'Sandbox-Quality': 'bad' }`. */
export type Trailers = Record<string, string>;

/** A commit message with its trailers, below an empty line. */
export function withTrailers(message: string, trailers: Trailers = {}): string {
  const lines = Object.entries(trailers).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return lines.length > 0 ? `${message}\n\n${lines.join('\n')}` : message;
}

/** What the sandbox itself (seed, CI, control API, tests) does with repositories, without HTTP. */
export class Seeding {
  constructor(private readonly context: GithubContext) {}

  repository(fullName: string): Repository {
    const [owner, name] = fullName.split('/');
    return this.context.repositories.get(owner, name ?? '');
  }

  has(fullName: string): boolean {
    const [owner, name] = fullName.split('/');
    return this.context.repositories.find(owner, name ?? '') !== undefined;
  }

  /** Creates the repository and makes its first commit; returns the commit id. */
  async create(request: NewRepository): Promise<string> {
    const repository = await this.context.repositories.create(
      request.owner,
      request.name,
      {
        description: request.description ?? '',
        private: request.private ?? false,
        topics: request.topics ?? [],
      },
    );
    return this.context.repositories.commit(repository, {
      branch: repository.record.defaultBranch,
      files: request.files,
      message: request.message,
      author: request.author,
      pusher: this.#loginOf(request.author),
      date: request.date,
    });
  }

  /** Commits on top of a branch; a file that is `undefined` is deleted. Returns the commit id. */
  async commitFiles(
    fullName: string,
    branch: string,
    files: Record<string, FileContent | undefined>,
    message: string,
    author: GitPerson,
    trailers: Trailers = {},
    date?: Date,
  ): Promise<string> {
    const written: Record<string, FileContent> = {};
    const deletions: string[] = [];
    for (const [path, content] of Object.entries(files)) {
      if (content === undefined) deletions.push(path);
      else written[path] = content;
    }
    return this.context.repositories.commit(this.repository(fullName), {
      branch,
      files: written,
      deletions,
      message: withTrailers(message, trailers),
      author,
      pusher: this.#loginOf(author),
      date,
    });
  }

  async readFile(
    fullName: string,
    ref: string,
    path: string,
  ): Promise<string | undefined> {
    const { reader } = this.repository(fullName);
    const commit = await reader.resolve(ref);
    const entry = commit ? await reader.entry(commit, path) : undefined;
    return entry?.type === 'blob'
      ? (await reader.blob(entry.sha)).toString('utf8')
      : undefined;
  }

  async headOf(fullName: string, branch: string): Promise<string | undefined> {
    return this.repository(fullName).reader.resolve(`heads/${branch}`);
  }

  #loginOf(author: GitPerson): string {
    return (
      this.context.accounts.all().find(each => each.email === author.email)
        ?.login ?? author.name
    );
  }
}
