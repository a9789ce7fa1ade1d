import { createHash } from 'node:crypto';
import { Knex } from 'knex';

interface ManifestTagRow {
  key: string;
  path: string;
  revision: string;
  tag: string | null;
}

/** One value in one file at one commit: the same for ever. */
export interface ManifestPlace {
  repoUrl: string;
  path: string;
  /** Dotted key of the tag. */
  tagKey: string;
  revision: string;
}

const keyOf = ({ path, repoUrl, revision, tagKey }: ManifestPlace): string =>
  createHash('sha256')
    .update([repoUrl, path, tagKey, revision].join('\n'))
    .digest('hex');

/** Tags that were read from old commits. */
export class ManifestTagStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** `undefined` = never asked; `{}` = there was none. */
  async get(place: ManifestPlace): Promise<{ tag?: string } | undefined> {
    const row = await this.#db<ManifestTagRow>('delivery_manifest_tags')
      .where({ key: keyOf(place) })
      .first();
    return row && (row.tag === null ? {} : { tag: row.tag });
  }

  async put(place: ManifestPlace, tag: string | undefined): Promise<void> {
    await this.#db<ManifestTagRow>('delivery_manifest_tags')
      .insert({
        key: keyOf(place),
        path: place.path,
        revision: place.revision,
        tag: tag ?? null,
      })
      .onConflict('key')
      .ignore();
  }
}
