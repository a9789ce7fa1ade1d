import type { Entity } from '@backstage/catalog-model';

/** What branch protection asks for. */
const defaultCheckName = 'HEAL7 quality gate';
const annotation = 'heal7.io/github-check-name';
const maxLength = 100;

/**
 * Name of the check run, or context of the commit status. Of several checks with one name at one commit GitHub counts only
 * the newest, so the services of a monorepo name theirs by the annotation, and branch protection requires each.
 */
export function checkNameOf({ metadata }: Entity): string {
  const own = metadata.annotations?.[annotation]?.trim().slice(0, maxLength);
  return own || defaultCheckName;
}
