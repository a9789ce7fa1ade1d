import {
  ANNOTATION_SOURCE_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** Web address of the repository: that of the source location without the place inside it. */
export function repositoryUrl(entity: Entity): string | undefined {
  const location = entity.metadata.annotations?.[ANNOTATION_SOURCE_LOCATION];
  if (!location?.startsWith('url:')) return undefined;
  const address = location.slice('url:'.length);
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname, protocol } = new URL(address);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const path = pathname
    .replace(/\/(-\/)?(tree|blob|raw)\/.*$/, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '');
  return path === '' ? undefined : `${origin}${path}`;
}
