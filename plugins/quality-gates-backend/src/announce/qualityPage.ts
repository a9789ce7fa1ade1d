import { parseEntityRef } from '@backstage/catalog-model';

/** Path of the page of the portal that shows the gates of an entity. */
export function qualityPage(entityRef: string): string {
  const { kind, name, namespace } = parseEntityRef(entityRef);
  return `/catalog/${[namespace, kind, name]
    .map(encodeURIComponent)
    .join('/')}/quality-gates`;
}
