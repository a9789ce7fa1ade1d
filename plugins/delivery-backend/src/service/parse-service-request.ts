import { stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { Request } from 'express';

export const fleetLimits = { default: 50, max: 100 } as const;

/** The entity named by the path. */
export function parseEntityPath(parameters: Record<string, string>): string {
  const { kind, name, namespace } = parameters;
  return stringifyEntityRef({ kind, namespace, name });
}

export function parseFleetQuery(query: Request['query']): {
  cursor?: string;
  limit: number;
} {
  const { cursor, limit } = query;
  const number = limit === undefined ? fleetLimits.default : Number(limit);
  if (!Number.isInteger(number) || number < 1 || number > fleetLimits.max) {
    throw new InputError(
      `limit must be a whole number from 1 to ${fleetLimits.max}`,
    );
  }
  if (cursor !== undefined && typeof cursor !== 'string') {
    throw new InputError('cursor must be given once');
  }
  return { limit: number, ...(cursor ? { cursor } : {}) };
}
