import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { UrlReaderService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  parseLocationRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { sourceMatcher } from './sourceMatcher';
import {
  templateVersionAnnotation,
  type SnapshotFile,
  type TemplateSnapshot,
} from './TemplateSnapshot';

/** Reads what a template is rendered from, from where the catalog found it. */
export class TemplateReader {
  readonly #reader: Pick<UrlReaderService, 'readTree'>;

  constructor(reader: Pick<UrlReaderService, 'readTree'>) {
    this.#reader = reader;
  }

  /** `undefined`: the template has no version, so nothing can be on an older one. */
  async read(entity: Entity): Promise<TemplateSnapshot | undefined> {
    const version = entity.metadata.annotations?.[templateVersionAnnotation];
    if (!version) return undefined;
    const belongs = sourceMatcher(entity);
    const files = await this.#files(entity);
    return {
      templateRef: stringifyEntityRef(entity),
      version,
      entity,
      files: files.filter(({ path }) => belongs(path)),
    };
  }

  async #files(entity: Entity): Promise<SnapshotFile[]> {
    const location = entity.metadata.annotations?.[ANNOTATION_LOCATION];
    if (!location) {
      throw new NotFoundError(
        `The catalog does not know where ${stringifyEntityRef(entity)} is`,
      );
    }
    const { type, target } = parseLocationRef(location);
    if (type === 'file') {
      const path = target.startsWith('file:') ? fileURLToPath(target) : target;
      return filesBelow(dirname(path));
    }
    const tree = await this.#reader.readTree(
      target.replace(/\/[^/]*$/, '').replace('/blob/', '/tree/'),
    );
    const files = await tree.files();
    return Promise.all(
      files.map(async file => ({
        path: file.path,
        base64: (await file.content()).toString('base64'),
      })),
    );
  }
}

async function filesBelow(folder: string): Promise<SnapshotFile[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(async entry => {
        const path = join(entry.parentPath, entry.name);
        return {
          path: relative(folder, path).split(sep).join('/'),
          base64: (await readFile(path)).toString('base64'),
        };
      }),
  );
}
