import { ManifestsConfig } from '../config/delivery-config';
import { readYamlScalar } from '../manifests/edit-yaml-scalar';
import { GithubContents } from '../manifests/github-contents';
import { TerminalError } from '../rollback/effect-errors';
import { ManifestTagStore } from '../store/manifest-tag-store';

/** No deployment of the history is in the manifests: more likely the config is wrong than the past was empty. */
export class NothingFoundError extends Error {
  override name = 'NothingFoundError';
}

function tagIn(text: string, key: string, path: string): string | undefined {
  try {
    return readYamlScalar(text, key, path) || undefined;
  } catch (error) {
    // The file had another shape then: that commit has no tag, which is an answer.
    if (error instanceof TerminalError) {
      return undefined;
    }
    throw error;
  }
}

/** Which image tag the manifests named at a commit. Every commit is asked for once, ever. */
export class PastTags {
  readonly #contents: Pick<GithubContents, 'readAt'>;
  readonly #store: ManifestTagStore;
  readonly #manifests: ManifestsConfig;

  constructor(options: {
    contents: Pick<GithubContents, 'readAt'>;
    store: ManifestTagStore;
    manifests: ManifestsConfig;
  }) {
    this.#contents = options.contents;
    this.#store = options.store;
    this.#manifests = options.manifests;
  }

  /** By revision; revisions without a tag are absent. Throws what GitHub says; what was read until then is kept. */
  async read(
    path: string,
    revisions: readonly string[],
  ): Promise<Map<string, string>> {
    const tags = new Map<string, string>();
    const absent: string[] = [];
    let exists = false;
    for (const revision of new Set(revisions)) {
      const found = await this.#at(path, revision);
      if (!found) {
        absent.push(revision);
        continue;
      }
      exists = true;
      if (found.tag) {
        tags.set(revision, found.tag);
      }
    }
    // GitHub says "not found" to those who may not look, too: it counts as an answer only beside one that was found.
    if (!exists && absent.length > 0) {
      throw new NothingFoundError(
        `${path} is not in ${this.#manifests.repoUrl} at any of the ${
          absent.length
        } last deployed commits`,
      );
    }
    for (const revision of absent) {
      await this.#store.put(this.#place(path, revision), undefined);
    }
    return tags;
  }

  /** Undefined = there is no such file at that commit; a file may also be there without a tag. */
  async #at(
    path: string,
    revision: string,
  ): Promise<{ tag?: string } | undefined> {
    const place = this.#place(path, revision);
    const known = await this.#store.get(place);
    if (known) return known;
    const text = await this.#contents.readAt(path, revision);
    if (text === undefined) return undefined;
    const tag = tagIn(text, this.#manifests.tagKey, path);
    await this.#store.put(place, tag);
    return { tag };
  }

  #place(path: string, revision: string) {
    const { repoUrl, tagKey } = this.#manifests;
    return { repoUrl, path, tagKey, revision };
  }
}
