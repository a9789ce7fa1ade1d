import { posix } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  parseTemplateRecord,
  type TemplateRecord,
} from '@heal7/backstage-plugin-template-updates-common';
import { projectSlugAnnotation } from '@heal7/github-client';
import type { GithubRepositories } from '../repositories/GithubRepositories';
import { entityPlace, type RepositoryFolder } from './entityPlace';
import { recordPathIn, repositoryPaths } from './recordPaths';

/** A record and where it was found. */
export interface FoundRecord extends RepositoryFolder {
  record: TemplateRecord;
}

/** Finds what an entity was made from: the record in the folder of its source, or in the nearest folder above. */
export class RecordFinder {
  readonly #options: {
    repositories: Pick<GithubRepositories, 'readText'>;
    integrations: ScmIntegrationRegistry;
    /** Whether the portal can read the repository. */
    isReadable(repoUrl: string): boolean;
  };

  constructor(options: {
    repositories: Pick<GithubRepositories, 'readText'>;
    integrations: ScmIntegrationRegistry;
    isReadable(repoUrl: string): boolean;
  }) {
    this.#options = options;
  }

  /** `undefined`: it was not made from a template. */
  async find(entity: Entity): Promise<FoundRecord | undefined> {
    const place = entityPlace(entity, this.#options.integrations);
    if (!place || !this.#isLookedAt(entity, place)) return undefined;
    for (const folder of foldersUp(place.folder)) {
      const text = await this.#options.repositories.readText(
        place.repoUrl,
        recordPathIn(folder),
      );
      const record = text ? parseTemplateRecord(text) : undefined;
      if (record && isOf(record, folder, place.folder)) {
        return { repoUrl: place.repoUrl, folder, record };
      }
    }
    return undefined;
  }

  /**
   * Without the annotation only components: beside one there often are its databases and clusters, in the same file. They
   * may come from anywhere, while of a repository that is named somebody wants to know when it cannot be read.
   */
  #isLookedAt(entity: Entity, { repoUrl }: RepositoryFolder): boolean {
    return (
      entity.metadata.annotations?.[projectSlugAnnotation] !== undefined ||
      (entity.kind.toLocaleLowerCase('en-US') === 'component' &&
        this.#options.isReadable(repoUrl))
    );
  }
}

/** The folder, the one above it, and so on to the root. */
function foldersUp(folder: string): string[] {
  if (folder === '') return [''];
  const parent = posix.dirname(folder);
  return [folder, ...foldersUp(parent === '.' ? '' : parent)];
}

/** A record further up is somebody else's where it lists files, but none below the folder of the entity. */
function isOf(record: TemplateRecord, folder: string, own: string): boolean {
  if (folder === own || !record.files) return true;
  return Object.keys(repositoryPaths(record, folder)).some(path =>
    path.startsWith(`${own}/`),
  );
}
