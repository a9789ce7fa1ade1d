import semver from 'semver';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  FileTree,
  TreeMerge,
} from '@heal7/backstage-plugin-template-updates-common';
import type { Companion } from '../config/readTemplateUpdatesConfig';
import type { FoundRecord, RecordFinder } from '../records/RecordFinder';
import type { GithubRepositories } from '../repositories/GithubRepositories';
import type { RepositoryState } from '../repositories/RepositoryState';
import type { Renderings } from '../templates/Renderings';
import type { ScaffolderRenderer } from '../templates/ScaffolderRenderer';
import type { TemplateArchive } from '../templates/TemplateArchive';
import type { TemplateSnapshot } from '../templates/TemplateSnapshot';
import { ownPart } from '../templates/ownPart';
import { subTree } from '../templates/subTree';
import { ownTarget } from './ownTarget';
import { planMerge, planUpdate } from './planUpdate';
import { templateRefOf } from './templateRefOf';

/** What an update does, repository by repository. */
export interface UpdatePlan {
  entityRef: string;
  templateRef: string;
  from: string;
  to: string;
  baseKnown: boolean;
  /** Where the record is, in the repository of the first target. */
  folder: string;
  targets: { repository: RepositoryState; merge: TreeMerge }[];
}

interface Versions {
  from: string;
  to: string;
}

/** Renders both versions of the template and merges them into the repositories of a service. Changes nothing. */
export class UpdatePlanner {
  readonly #options: {
    archive: Pick<TemplateArchive, 'get'>;
    renderer: Pick<ScaffolderRenderer, 'render'>;
    repositories: Pick<GithubRepositories, 'read'>;
    records: Pick<RecordFinder, 'find'>;
    companions: readonly Companion[];
    /** The newest version of a template; rejects with NotFoundError. */
    latest(templateRef: string): Promise<TemplateSnapshot>;
  };

  constructor(options: {
    archive: Pick<TemplateArchive, 'get'>;
    renderer: Pick<ScaffolderRenderer, 'render'>;
    repositories: Pick<GithubRepositories, 'read'>;
    records: Pick<RecordFinder, 'find'>;
    companions: readonly Companion[];
    latest(templateRef: string): Promise<TemplateSnapshot>;
  }) {
    this.#options = options;
  }

  async plan(entity: Entity): Promise<UpdatePlan> {
    const { archive, renderer, records, latest } = this.#options;
    const entityRef = stringifyEntityRef(entity);
    const found = await records.find(entity);
    if (!found) {
      throw new NotFoundError(`${entityRef} was not made from a template`);
    }
    const { record, folder } = found;
    const templateRef = templateRefOf(record);
    const newest = await latest(templateRef);
    if (semver.gte(record.version, newest.version)) {
      throw new ConflictError(
        `${entityRef} is on the newest version ${record.version} already`,
      );
    }
    const old = await archive.get(templateRef, record.version);
    const theirs = await renderer.render(newest, record.answers);
    const base = old && (await renderer.render(old, record.answers));
    const versions = { from: record.version, to: newest.version };
    return {
      entityRef,
      templateRef,
      ...versions,
      baseKnown: base !== undefined,
      folder,
      targets: await this.#targets(found, { base, theirs }, versions),
    };
  }

  async #targets(
    found: FoundRecord,
    rendered: Renderings,
    versions: Versions,
  ): Promise<UpdatePlan['targets']> {
    const { source, ...part } = ownPart(rendered, found.folder);
    const repository = await this.#options.repositories.read(found.repoUrl);
    let own: Renderings = part;
    const others: UpdatePlan['targets'] = [];
    for (const { folder, repoUrl } of this.#options.companions) {
      // The record lies in it, or the old version is lost: then nothing tells the team's values from the template's.
      if (!rendered.base || `${source}/`.startsWith(`${folder}/`)) continue;
      const base = subTree(rendered.base, folder);
      const theirs = subTree(rendered.theirs, folder);
      if (base.size + theirs.size === 0) continue;
      if (repoUrl === found.repoUrl) {
        own = together(own, { base, theirs });
        continue;
      }
      const target = await this.#companion(repoUrl, base, theirs, versions);
      if (target) others.push(target);
    }
    const merge = planUpdate(
      ownTarget(repository.files, found.folder, own),
      found,
      versions,
    );
    return [{ repository, merge }, ...others];
  }

  async #companion(
    repoUrl: string,
    base: FileTree,
    theirs: FileTree,
    versions: Versions,
  ): Promise<UpdatePlan['targets'][number] | undefined> {
    const repository = await this.#options.repositories.read(repoUrl);
    // In a repository of many services only the files of this one are looked at.
    const ours = new Map(
      [...repository.files].filter(
        ([path]) => base.has(path) || theirs.has(path),
      ),
    );
    const merge = planMerge({ ours, base, theirs }, versions);
    return merge.changes.length + merge.conflicts.length > 0
      ? { repository, merge }
      : undefined;
  }
}

function together(one: Renderings, other: Renderings): Renderings {
  return {
    base: new Map([...(one.base ?? []), ...(other.base ?? [])]),
    theirs: new Map([...one.theirs, ...other.theirs]),
  };
}
