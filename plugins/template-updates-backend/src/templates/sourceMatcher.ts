import { posix } from 'node:path';
import type { Entity } from '@backstage/catalog-model';

/**
 * Whether a file beside a template is one it is rendered from: below a `url` that one of its steps names. Templates that
 * lie in one folder share parts, and a change of one of them is none of the others. Everything counts where a step names
 * no folder, or one that depends on the answers.
 */
export function sourceMatcher(entity: Entity): (path: string) => boolean {
  const urls = relativeUrls(entity.spec?.steps);
  if (urls.length === 0 || urls.some(url => url.includes('${{'))) {
    return () => true;
  }
  const places = urls.map(url => posix.join(url).replace(/\/$/, ''));
  return path =>
    places.some(
      place => place === '.' || path === place || path.startsWith(`${place}/`),
    );
}

/** Every `url` that begins with a dot or an expression, however deep in the input of a step. */
function relativeUrls(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'url' && typeof inner === 'string' && /^(\.|\$\{\{)/.test(inner)
      ? [inner]
      : relativeUrls(inner),
  );
}
