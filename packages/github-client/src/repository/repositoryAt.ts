import { parseSlug, type GithubRepository } from './GithubRepository';

/**
 * The repository at a web or clone address, or at that of something inside it; `undefined` when it is none.
 *
 * @public
 */
export function repositoryAt(url: string): GithubRepository | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname } = new URL(url);
  const [owner = '', name = ''] = pathname.split('/').filter(Boolean);
  const slug = parseSlug(`${owner}/${name.replace(/\.git$/, '')}`);
  return slug && { host, ...slug };
}
