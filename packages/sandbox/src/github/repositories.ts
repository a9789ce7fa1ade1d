import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitError, GitPerson } from './git/run-git';
import { FileContent } from './git/git-writer';
import { Channel, PushEvent, zeroSha } from './events';
import { GithubError } from './http/github-error';
import {
  assertFilePath,
  assertRefName,
  isOwnerName,
  isRepositoryName,
} from './names';
import { Repository } from './repository';
import { GithubState, RepositoryRecord } from './state/github-state';

export interface RepositoriesOptions {
  gitRoot: string;
  state: GithubState;
  touch: () => void;
  nextId: () => number;
  now: () => Date;
  pushes: Channel<PushEvent>;
}

export interface CommitRequest {
  branch: string;
  files: Record<string, FileContent>;
  deletions?: string[];
  message: string;
  author: GitPerson;
  committer?: GitPerson;
  pusher: string;
  date?: Date;
  /** Refuse when the branch is elsewhere. */
  expectedHead?: string;
}

/** All repositories, and the one way to change them: every change of a ref becomes a push event. */
export class Repositories {
  readonly #opened = new Map<string, Repository>();

  constructor(private readonly options: RepositoriesOptions) {
    for (const [key, record] of Object.entries(options.state.repositories))
      this.#open(key, record);
  }

  find(owner: string, name: string): Repository | undefined {
    return this.#opened.get(keyOf(owner, name));
  }

  get(owner: string, name: string): Repository {
    const repository = this.find(owner, name);
    if (!repository) throw GithubError.notFound();
    return repository;
  }

  byId(id: number): Repository {
    const repository = this.list().find(each => each.record.id === id);
    if (!repository) throw GithubError.notFound();
    return repository;
  }

  list(owner?: string): Repository[] {
    return [...this.#opened.values()]
      .filter(
        each =>
          !owner || each.record.owner.toLowerCase() === owner.toLowerCase(),
      )
      .sort((a, b) => a.fullName.localeCompare(b.fullName));
  }

  async create(
    owner: string,
    name: string,
    details: Partial<RepositoryRecord> = {},
  ): Promise<Repository> {
    if (!isOwnerName(owner))
      throw GithubError.invalid('Repository', 'owner', 'invalid');
    if (!isRepositoryName(name)) {
      throw GithubError.invalid(
        'Repository',
        'name',
        'custom',
        'name is invalid',
      );
    }
    const key = keyOf(owner, name);
    if (this.#opened.has(key)) {
      throw new GithubError(422, 'Repository creation failed.', [
        {
          resource: 'Repository',
          code: 'custom',
          field: 'name',
          message: 'name already exists on this account',
        },
      ]);
    }
    const record = newRecord(
      owner,
      name,
      this.options.nextId(),
      this.options.now(),
      details,
    );
    assertRefName(record.defaultBranch);
    const repository = this.#open(key, record);
    this.options.state.repositories[key] = record;
    await rm(repository.directory, { recursive: true, force: true });
    await repository.writer.init(record.defaultBranch);
    this.options.touch();
    return repository;
  }

  async delete(repository: Repository): Promise<void> {
    const key = keyOf(repository.record.owner, repository.record.name);
    this.#opened.delete(key);
    delete this.options.state.repositories[key];
    this.options.touch();
    await repository.exclusive(() =>
      rm(repository.directory, { recursive: true, force: true }),
    );
  }

  /** Runs a change alone in its repository and announces which refs it moved. */
  async change<T>(
    repository: Repository,
    pusher: string,
    work: () => Promise<T>,
  ): Promise<T> {
    const { result, events } = await repository.exclusive(async () => {
      const before = new Map(
        (await repository.reader.refs()).map(ref => [ref.name, ref.sha]),
      );
      let outcome: { value: T } | { error: unknown };
      try {
        outcome = { value: await work() };
      } catch (error) {
        outcome = { error };
      }
      const after = new Map(
        (await repository.reader.refs()).map(ref => [ref.name, ref.sha]),
      );
      return {
        result: outcome,
        events: movedRefs(repository, before, after, pusher),
      };
    });
    if (events.length > 0) {
      repository.record.pushedAt = this.options.now().toISOString();
      repository.record.updatedAt = repository.record.pushedAt;
      this.options.touch();
      for (const event of events) this.options.pushes.publish(event);
    }
    if ('error' in result) throw result.error;
    return result.value;
  }

  /** Commits files on top of a branch (or starts it) and returns the commit id. */
  async commit(
    repository: Repository,
    request: CommitRequest,
  ): Promise<string> {
    const branch = assertRefName(request.branch);
    for (const path of [
      ...Object.keys(request.files),
      ...(request.deletions ?? []),
    ])
      assertFilePath(path);
    return this.change(repository, request.pusher, async () => {
      const head = await repository.reader.resolve(`heads/${branch}`);
      if (request.expectedHead && request.expectedHead !== head) {
        throw new GithubError(
          409,
          `${branch} is at ${head} but expected ${request.expectedHead}`,
        );
      }
      const start = head ?? (await repository.reader.resolve('HEAD'));
      await repository.writer.importFiles({
        branch,
        parent: start,
        files: request.files,
        deletions: request.deletions,
        message: request.message,
        author: request.author,
        committer: request.committer,
        date: request.date ?? this.options.now(),
      });
      const sha = await repository.reader.resolve(`heads/${branch}`);
      if (!sha)
        throw new GitError(
          'fast-import',
          0,
          `branch ${branch} was not created`,
        );
      return sha;
    });
  }

  #open(key: string, record: RepositoryRecord): Repository {
    const directory = join(
      this.options.gitRoot,
      record.owner,
      `${record.name}.git`,
    );
    const repository = new Repository(record, directory);
    this.#opened.set(key, repository);
    return repository;
  }
}

function keyOf(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}

function movedRefs(
  repository: Repository,
  before: Map<string, string>,
  after: Map<string, string>,
  pusher: string,
): PushEvent[] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(ref => before.get(ref) !== after.get(ref))
    .map(ref => ({
      owner: repository.record.owner,
      repo: repository.record.name,
      ref,
      before: before.get(ref) ?? zeroSha,
      after: after.get(ref) ?? zeroSha,
      pusher,
    }));
}

function newRecord(
  owner: string,
  name: string,
  id: number,
  now: Date,
  details: Partial<RepositoryRecord>,
): RepositoryRecord {
  const at = now.toISOString();
  return {
    id,
    owner,
    name,
    description: '',
    homepage: '',
    private: false,
    defaultBranch: 'main',
    topics: [],
    archived: false,
    createdAt: at,
    updatedAt: at,
    pushedAt: at,
    settings: {},
    customProperties: {},
    issues: [],
    lastIssueNumber: 0,
    statuses: [],
    checkRuns: [],
    branchProtection: {},
    environments: {},
    variables: {},
    secrets: {},
    collaborators: {},
    teams: {},
    extras: {},
    runs: [],
    runNumbers: {},
    artifacts: [],
    ...details,
  };
}
