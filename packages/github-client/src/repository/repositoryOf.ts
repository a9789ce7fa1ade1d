import {
  ANNOTATION_LOCATION,
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseSlug, type GithubRepository } from './GithubRepository';

/**
 * Owner and name of an entity's repository.
 *
 * @public
 */
export const projectSlugAnnotation = 'github.com/project-slug';

/**
 * Where the source of an entity lives: `github.com/project-slug` names owner and repository, the host is that of the
 * entity's own file, or of the only configured GitHub. `undefined` when the entity names none.
 *
 * @public
 */
export function repositoryOf(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): GithubRepository | undefined {
  return locateRepository(
    {
      projectSlug: entity.metadata.annotations?.[projectSlugAnnotation],
      sourceHost: sourceHostOf(entity),
    },
    integrations,
  );
}

/**
 * The rule of `repositoryOf`, for those who keep only these two of an entity.
 *
 * @public
 */
export function locateRepository(
  { projectSlug, sourceHost }: { projectSlug?: string; sourceHost?: string },
  integrations: ScmIntegrationRegistry,
): GithubRepository | undefined {
  const slug = parseSlug(projectSlug?.trim() ?? '');
  if (!slug) return undefined;
  const isGithub = sourceHost && integrations.github.byHost(sourceHost);
  return { host: isGithub ? sourceHost : mainHost(integrations), ...slug };
}

/**
 * The only GitHub of the configuration, or github.com, which is always in the list.
 *
 * @public
 */
export function mainHost(integrations: ScmIntegrationRegistry): string {
  const hosts = integrations.github.list().map(({ config }) => config.host);
  const own = hosts.filter(host => host !== 'github.com');
  return own.length === 1 ? own[0] : 'github.com';
}

/**
 * Host, with port, of an entity's source, else of the file that the catalog read it from. It need not be a GitHub.
 *
 * @public
 */
export function sourceHostOf({ metadata }: Entity): string | undefined {
  const location =
    metadata.annotations?.[ANNOTATION_SOURCE_LOCATION] ??
    metadata.annotations?.[ANNOTATION_LOCATION];
  const url = location?.startsWith('url:')
    ? location.slice('url:'.length)
    : undefined;
  return url && URL.canParse(url) ? new URL(url).host : undefined;
}
