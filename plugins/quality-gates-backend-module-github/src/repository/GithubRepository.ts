import type { Entity } from '@backstage/catalog-model';
import type { ScmIntegrationRegistry } from '@backstage/integration';

/** The repository of an entity, on one of the hosts of `integrations.github`. */
export interface GithubRepository {
  /** With port, e.g. `github.com`. */
  host: string;
  owner: string;
  name: string;
}

/** Owner and name, as GitHub allows them; anything else never becomes part of an address. */
const slugPattern = /^(\w[\w-]*)\/((?!\.\.?$)[\w.-]+)$/;

/**
 * Where the source of an entity lives: `github.com/project-slug` names owner and repository; the host is that of the
 * entity's own file, or of the only configured GitHub. Delivery decides in the same way.
 */
export function repositoryOf(
  entity: Entity,
  integrations: ScmIntegrationRegistry,
): GithubRepository | undefined {
  const slug = entity.metadata.annotations?.['github.com/project-slug'];
  const [, owner, name] = slugPattern.exec(slug?.trim() ?? '') ?? [];
  if (!owner || !name) return undefined;
  const own = sourceHostOf(entity);
  const host =
    own && integrations.github.byHost(own) ? own : mainHost(integrations);
  return { host, owner, name };
}

/** The only GitHub of the configuration, or github.com, which is always in the list. */
export function mainHost(integrations: ScmIntegrationRegistry): string {
  const hosts = integrations.github.list().map(({ config }) => config.host);
  const own = hosts.filter(host => host !== 'github.com');
  return own.length === 1 ? own[0] : 'github.com';
}

function sourceHostOf({ metadata }: Entity): string | undefined {
  const location =
    metadata.annotations?.['backstage.io/source-location'] ??
    metadata.annotations?.['backstage.io/managed-by-location'];
  const url = location?.startsWith('url:')
    ? location.slice('url:'.length)
    : undefined;
  return url && URL.canParse(url) ? new URL(url).host : undefined;
}
