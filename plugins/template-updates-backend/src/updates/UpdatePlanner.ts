import semver from 'semver';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  FileTree,
  TemplateRecord,
  TreeMerge,
} from '@heal7/backstage-plugin-template-updates-common';
import type { Companion } from '../config/readTemplateUpdatesConfig';
import type { GithubRepositories } from '../repositories/GithubRepositories';
import type { RepositoryState } from '../repositories/RepositoryState';
import type { ScaffolderRenderer } from '../templates/ScaffolderRenderer';
import type { TemplateArchive } from '../templates/TemplateArchive';
import type { TemplateSnapshot } from '../templates/TemplateSnapshot';
import { serviceFolder, subTree } from '../templates/outputFolders';
import { planUpdate } from './planUpdate';
import { templateRefOf, type ServiceChecker } from './ServiceChecker';

/** What an update does, repository by repository. */
export interface UpdatePlan {
  entityRef: string;
  templateRef: string;
  from: string;
  to: string;
  baseKnown: boolean;
  targets: { repository: RepositoryState; merge: TreeMerge }[];
}

/** Everything the old version of the template makes, if it is known, and the new one. */
interface Renderings {
  base: FileTree | undefined;
  theirs: FileTree;
}

/** Renders both versions of the template and merges them into the repositories of a service. Changes nothing. */
export class UpdatePlanner {
  readonly #options: {
    archive: Pick<TemplateArchive, 'get'>;
    renderer: Pick<ScaffolderRenderer, 'render'>;
    repositories: Pick<GithubRepositories, 'read'>;
    checker: Pick<ServiceChecker, 'readRecord' | 'repositoryUrl'>;
    companions: readonly Companion[];
    /** The newest version of a template; rejects with NotFoundError. */
    latest(templateRef: string): Promise<TemplateSnapshot>;
  };

  constructor(options: {
    archive: Pick<TemplateArchive, 'get'>;
    renderer: Pick<ScaffolderRenderer, 'render'>;
    repositories: Pick<GithubRepositories, 'read'>;
    checker: Pick<ServiceChecker, 'readRecord' | 'repositoryUrl'>;
    companions: readonly Companion[];
    latest(templateRef: string): Promise<TemplateSnapshot>;
  }) {
    this.#options = options;
  }

  async plan(entity: Entity): Promise<UpdatePlan> {
    const { archive, renderer, checker, latest } = this.#options;
    const entityRef = stringifyEntityRef(entity);
    const repoUrl = checker.repositoryUrl(entity);
    const record = await checker.readRecord(entity);
    if (!repoUrl || !record) {
      throw new NotFoundError(`${entityRef} was not made from a template`);
    }
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
      targets: await this.#targets(repoUrl, record, { base, theirs }, versions),
    };
  }

  async #targets(
    repoUrl: string,
    record: TemplateRecord,
    rendered: Renderings,
    versions: { from: string; to: string },
  ): Promise<UpdatePlan['targets']> {
    const { base, theirs } = rendered;
    const folder = serviceFolder(theirs) ?? '';
    const places = [
      { repoUrl, folder, whole: true },
      // Without the old version nothing tells the team's values from the template's: other repositories stay.
      ...(base ? this.#options.companions : []).map(companion => ({
        ...companion,
        whole: false,
      })),
    ];
    const targets: UpdatePlan['targets'] = [];
    for (const place of places) {
      const part = partOf(rendered, place.folder);
      if (!part) continue;
      const repository = await this.#options.repositories.read(place.repoUrl);
      const ours = place.whole
        ? repository.files
        : pick(repository.files, [part.base, part.theirs]);
      const merge = planUpdate(
        { ...part, ours },
        place.whole ? record : { ...record, skip: undefined },
        versions,
      );
      if (place.whole || changesAnything(merge)) {
        targets.push({ repository, merge });
      }
    }
    return targets;
  }
}

/** What of both goes into one repository; undefined where that is nothing. */
function partOf(
  { base, theirs }: Renderings,
  folder: string,
): Renderings | undefined {
  const part = {
    base: base && subTree(base, folder),
    theirs: subTree(theirs, folder),
  };
  return part.theirs.size + (part.base?.size ?? 0) > 0 ? part : undefined;
}

function changesAnything({ changes, conflicts }: TreeMerge): boolean {
  return changes.length + conflicts.length > 0;
}

/** In a repository of many services only the files of this one are looked at. */
function pick(
  files: FileTree,
  trees: readonly (FileTree | undefined)[],
): FileTree {
  return new Map(
    [...files].filter(([path]) => trees.some(tree => tree?.has(path))),
  );
}
