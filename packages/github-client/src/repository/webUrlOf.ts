import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { GithubRepository } from './GithubRepository';

/**
 * Web address of a repository; with `http:` where GitHub's API is reached so.
 *
 * @public
 */
export function webUrlOf(
  { host, owner, name }: GithubRepository,
  integrations: ScmIntegrationRegistry,
): string {
  const api = integrations.github.byHost(host)?.config.apiBaseUrl;
  const protocol = api ? new URL(api).protocol : 'https:';
  return `${protocol}//${host}/${owner}/${name}`;
}
