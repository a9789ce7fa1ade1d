import {
  RetryableError,
  SupersededError,
  TerminalError,
} from '../rollback/effect-errors';
import { editYamlScalar, readYamlScalar } from './edit-yaml-scalar';
import { WriteRefusedError, GithubContents } from './github-contents';
import {
  commitMessage,
  ManifestsWriter,
  rollbackTrailer,
  TagChange,
  TagChangeResult,
} from './manifests-writer';

/** How often a lost race is re-read and decided again before it is left to the worker's back-off. */
const maxRaces = 4;

/** How far back our own commit is looked for after a crash. */
const lookBackMs = 24 * 3600 * 1000;

/** Writes the tag into a values file on GitHub with compare-and-swap on the blob. */
export class GithubManifestsWriter implements ManifestsWriter {
  constructor(
    private readonly options: {
      contents: GithubContents;
      locate: (change: Pick<TagChange, 'service' | 'environment'>) => {
        path: string;
        key: string;
      };
      now: () => Date;
    },
  ) {}

  async write(change: TagChange): Promise<TagChangeResult> {
    const { contents, locate } = this.options;
    const { path, key } = locate(change);
    let refused: { error: WriteRefusedError; sha: string } | undefined;
    for (let race = 0; race < maxRaces; race += 1) {
      const file = await contents.read(path);
      const current = readYamlScalar(file.text, key, path);
      if (current === change.to.tag) return this.#alreadyThere(change, path);
      if (current !== change.from.tag) throw new SupersededError(current);
      if (refused?.error.status === 422 && refused.sha === file.sha) {
        // The file did not change, so it was not a race: GitHub refuses for a reason of its own.
        throw new TerminalError(refused.error.message);
      }
      try {
        const text = editYamlScalar(file.text, key, change.to.tag, path);
        const commit = await contents.write(
          path,
          text,
          file.sha,
          commitMessage(change),
        );
        return { commit: commit.sha, url: commit.url, alreadyThere: false };
      } catch (error) {
        if (!(error instanceof WriteRefusedError)) throw error;
        refused = { error, sha: file.sha };
      }
    }
    // Somebody else is writing all the time, or a rule of the branch answers 409: tried again with back-off.
    throw new RetryableError(
      refused?.error.message ?? `${path} cannot be written now`,
    );
  }

  /** After a crash between the write and its record, the commit is recognised by its trailer. */
  async #alreadyThere(
    change: TagChange,
    path: string,
  ): Promise<TagChangeResult> {
    const since = new Date(this.options.now().getTime() - lookBackMs);
    const commits = await this.options.contents.commits(path, since);
    const trailer = `${rollbackTrailer}: ${change.rollbackId}`;
    const ours = commits.find(commit =>
      commit.message.split('\n').includes(trailer),
    );
    return ours
      ? { commit: ours.sha, url: ours.url, alreadyThere: true }
      : { alreadyThere: true };
  }
}
