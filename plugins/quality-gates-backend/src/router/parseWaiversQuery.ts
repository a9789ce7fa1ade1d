import {
  waiverStates,
  type WaiversQuery,
} from '@heal7/backstage-plugin-quality-gates-common';
import { parseEntity } from './parseEntity';
import { QueryValues } from './QueryValues';

const defaultLimit = 50;

/** The question of `GET /waivers`. */
export function parseWaiversQuery(
  query: unknown,
): WaiversQuery & { limit: number } {
  const values = new QueryValues(query);
  const entityRef = values.text('entityRef');
  const state = values.word('state', waiverStates);
  const cursor = values.text('cursor');
  return {
    limit: values.number('limit', defaultLimit),
    ...(entityRef === undefined ? {} : { entityRef: parseEntity(entityRef) }),
    ...(state === undefined ? {} : { state }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}
