import { InputError } from '@backstage/errors';
import {
  verdicts,
  type FleetQuery,
  type FleetRow,
} from '@heal7/backstage-plugin-quality-gates-common';

/** Compared part by part; the entity at the end makes every key another one. */
export type SortKey = (number | string)[];

/** Smaller first where nothing else is asked for: the worst and the newest are what one looks for. */
const descending = new Map([
  ['verdict', true],
  ['updated', true],
  ['name', false],
]);

/**
 * Ascending: a–z, oldest first, best first. Without an order: names a–z, otherwise the newest and the worst first. What
 * has no value comes last either way.
 */
export function sortKey(row: FleetRow, query: FleetQuery): SortKey {
  const sort = query.sort ?? 'verdict';
  const down = query.order
    ? query.order === 'desc'
    : descending.get(sort) ?? true;
  const sign = down ? -1 : 1;
  return [...valuesOf(row, sort, sign), row.entityRef];
}

function valuesOf(row: FleetRow, sort: string, sign: 1 | -1): SortKey {
  switch (sort) {
    case 'verdict':
      return [sign * badness(row)];
    case 'updated':
      return [sign * Date.parse(row.updatedAt)];
    case 'name':
      return sign === 1 ? [row.entityRef] : [reversed(row.entityRef)];
    default:
      return checkValues(row, sort, sign);
  }
}

function checkValues(row: FleetRow, checkId: string, sign: 1 | -1): SortKey {
  const cell = row.cells[checkId];
  if (!cell) return [1, 0, 0];
  const value = typeof cell.value === 'number' ? cell.value : 0;
  return [0, sign * badness(cell), sign * value];
}

/** What is still awaited is better than what could not be judged, and worse than what passed. */
function badness({
  pending,
  verdict,
}: Pick<FleetRow, 'pending' | 'verdict'>): number {
  return pending ? 0.5 : verdicts.indexOf(verdict);
}

/** Sorts the other way round; the end mark keeps "ab" before "a" then. */
function reversed(text: string): string {
  const turned = [...text].map(character =>
    String.fromCharCode(0xffff - character.charCodeAt(0)),
  );
  return `${turned.join('')}\uffff`;
}

export function compareKeys(one: SortKey, other: SortKey): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (part === against) continue;
    return part < against ? -1 : 1;
  }
  return 0;
}

export function cursorOfKey(key: SortKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

export function keyOfCursor(cursor: string): SortKey {
  const key = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (
    !Array.isArray(key) ||
    key.length < 2 ||
    !key.every(part => typeof part === 'number' || typeof part === 'string')
  ) {
    throw new InputError('The cursor is not one of this list');
  }
  return key;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
