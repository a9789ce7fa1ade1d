import type { Link } from '@heal7/backstage-plugin-delivery-common';

/** Addresses come from other systems: only web pages are followed. @internal */
export function safeUrl(url: string): string | undefined {
  return /^https?:\/\//i.test(url) ? url : undefined;
}

/** The first link of the kinds, in the order asked. @internal */
export const firstLink = (
  links: readonly Link[] | undefined,
  ...kinds: Link['kind'][]
): Link | undefined =>
  kinds
    .map(kind => links?.find(link => link.kind === kind && safeUrl(link.url)))
    .find(link => link !== undefined);
