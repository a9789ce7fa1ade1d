import type { FleetQuery } from '@heal7/backstage-plugin-quality-gates-common';
import { parseEntity } from './parseEntity';
import { QueryValues } from './QueryValues';

const defaultLimit = 50;

/** The question of `GET /fleet`. */
export function parseFleetQuery(
  query: unknown,
): FleetQuery & { limit: number } {
  const values = new QueryValues(query);
  const owners = values.texts('owner');
  const text = values.text('text');
  const failing = values.text('failing');
  const sort = values.text('sort');
  const order = values.word('order', ['asc', 'desc']);
  const cursor = values.text('cursor');
  return {
    limit: values.number('limit', defaultLimit),
    ...(owners.length > 0 ? { owners: owners.map(parseEntity) } : {}),
    ...(text === undefined ? {} : { text }),
    ...(failing === undefined ? {} : { failing }),
    ...(sort === undefined ? {} : { sort }),
    ...(order === undefined ? {} : { order }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}
