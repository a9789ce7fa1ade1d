import { getEntitySourceLocation, type Entity } from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  projectSlugAnnotation,
  repositoryOf,
  webUrlOf,
} from '@heal7/github-client';

/** A folder of a repository. */
export interface RepositoryFolder {
  /** Web address of the repository. */
  repoUrl: string;
  /** Path in it; the empty one is its root. */
  folder: string;
}

interface SourceLocation {
  origin: string;
  /** `owner/name`, where the address has one. */
  slug?: string;
  folder: string;
}

/**
 * Where the source of an entity lies. `github.com/project-slug` names its repository; an entity without is looked for in
 * the one its catalog file came from. The folder is that of `backstage.io/source-location`, which the catalog sets to the
 * folder of the catalog file where the file itself says nothing else.
 */
export function entityPlace(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): RepositoryFolder | undefined {
  const location = sourceLocationOf(entity);
  const named = entity.metadata.annotations?.[projectSlugAnnotation];
  if (named !== undefined) {
    const repository = repositoryOf(entity, integrations);
    return (
      repository && {
        repoUrl: webUrlOf(repository, integrations),
        folder: folderIn(named.trim(), location),
      }
    );
  }
  if (!location?.slug) return undefined;
  const { origin, slug, folder } = location;
  return { repoUrl: `${origin}/${slug}`, folder };
}

/** The catalog file may lie in another repository than the source; then that is meant as a whole. */
function folderIn(named: string, location: SourceLocation | undefined): string {
  // GitHub does not tell upper from lower case in these.
  const [here, there] = [named, location?.slug].map(slug =>
    slug?.toLocaleLowerCase('en-US'),
  );
  return location && here === there ? location.folder : '';
}

function sourceLocationOf(entity: Entity): SourceLocation | undefined {
  let target: string;
  try {
    const location = getEntitySourceLocation(entity);
    if (location.type !== 'url') return undefined;
    target = location.target;
  } catch {
    return undefined;
  }
  if (!URL.canParse(target)) return undefined;
  const { origin, pathname } = new URL(target);
  const [owner, name, kind, , ...path] = pathname
    .split('/')
    .slice(1)
    .map(decodeURIComponent);
  if (!owner || !name) return { origin, folder: '' };
  // Of /blob/<ref>/<path> the last part is a file; nothing follows the name of a repository that is meant as a whole.
  const folders = kind === 'blob' ? path.slice(0, -1) : path;
  return {
    origin,
    slug: `${owner}/${name.replace(/\.git$/, '')}`,
    folder: folders.filter(part => part !== '').join('/'),
  };
}
