import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import type { TemplateSnapshot } from './TemplateSnapshot';

interface VersionRow {
  seq: number | string;
  template_ref: string;
  version: string;
  digest: string;
  content: string;
  created_at: string;
}

/** Every version of every template that was ever seen. */
export class TemplateArchive {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Keeps a version; the first content of a version stays. `changed`: this version was kept before with another content,
   * so somebody changed the template without giving it a new version.
   */
  async keep(
    snapshot: TemplateSnapshot,
    now: Date,
  ): Promise<{ changed: boolean }> {
    const { entity, files, templateRef, version } = snapshot;
    const sorted = [...files].sort((one, other) =>
      one.path < other.path ? -1 : 1,
    );
    const { kind, apiVersion, spec } = entity;
    const text = JSON.stringify({ entity, files: sorted });
    const digest = createHash('sha256')
      .update(JSON.stringify({ kind, apiVersion, spec, files: sorted }))
      .digest('hex');
    await this.#rows()
      .insert({
        template_ref: templateRef,
        version,
        digest,
        content: gzipSync(text).toString('base64'),
        created_at: now.toISOString(),
      })
      .onConflict(['template_ref', 'version'])
      .ignore();
    const row = await this.#rows()
      .where({ template_ref: templateRef, version })
      .first('digest');
    return { changed: row?.digest !== digest };
  }

  async get(
    templateRef: string,
    version: string,
  ): Promise<TemplateSnapshot | undefined> {
    const row = await this.#rows()
      .where({ template_ref: templateRef, version })
      .first();
    if (!row) return undefined;
    const { entity, files }: Pick<TemplateSnapshot, 'entity' | 'files'> =
      JSON.parse(
        gunzipSync(Buffer.from(row.content, 'base64')).toString('utf8'),
      );
    return { templateRef, version, entity, files };
  }

  /** Versions of all templates, by template. */
  async versions(): Promise<Map<string, string[]>> {
    const rows = await this.#rows().select('template_ref', 'version');
    const versions = new Map<string, string[]>();
    for (const { template_ref: ref, version } of rows) {
      versions.set(ref, [...(versions.get(ref) ?? []), version]);
    }
    return versions;
  }

  #rows() {
    return this.#knex<VersionRow>('template_versions');
  }
}
