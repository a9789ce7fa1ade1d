/**
 * A repository on one of the hosts of `integrations.github`.
 *
 * @public
 */
export interface GithubRepository {
  /** With port, e.g. `github.com`. */
  host: string;
  owner: string;
  name: string;
}

/** Owner and name, as GitHub allows them; anything else never becomes part of an address. */
const slugPattern = /^(\w[\w-]*)\/((?!\.\.?$)[\w.-]+)$/;

/** Of `owner/name`; `undefined` when it is not the name of a repository. */
export function parseSlug(
  slug: string,
): Omit<GithubRepository, 'host'> | undefined {
  const [, owner, name] = slugPattern.exec(slug) ?? [];
  return owner && name ? { owner, name } : undefined;
}
