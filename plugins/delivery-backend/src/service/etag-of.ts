import { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';
import { createHash } from 'node:crypto';

/**
 * The ETag of an answer: changes with everything a person would notice. When it was made, and when fresh facts were last
 * confirmed, is not among it.
 */
export function etagOf({
  generatedAt,
  environments,
  ...rest
}: ServiceDelivery): string {
  const facts = environments.map(({ observedAt, ...state }) =>
    state.stale ? { ...state, observedAt } : state,
  );
  const hash = createHash('sha256')
    .update(JSON.stringify({ ...rest, environments: facts }))
    .digest('base64url');
  return `W/"${hash}"`;
}
