import { GitReader } from './git/git-reader';
import { GitWriter } from './git/git-writer';
import { RepositoryRecord } from './state/github-state';

/** One repository: its record and its Git directory. */
export class Repository {
  readonly reader: GitReader;
  readonly writer: GitWriter;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(readonly record: RepositoryRecord, readonly directory: string) {
    this.reader = new GitReader(directory);
    this.writer = new GitWriter(directory);
  }

  get fullName(): string {
    return `${this.record.owner}/${this.record.name}`;
  }

  /** Runs one writer at a time. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work, work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  async isEmpty(): Promise<boolean> {
    return (await this.reader.refs('refs/heads/')).length === 0;
  }
}
