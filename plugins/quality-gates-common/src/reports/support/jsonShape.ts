import type { JsonRecord } from './json';

/** Says that two things in a list count the same; undefined for what it does not know. */
export type SameAs = (item: JsonRecord) => string | undefined;
/** Makes something smaller once it was read whole; hands back what it does not know. */
export type Reduce = (value: unknown) => unknown;

/** What is kept of a JSON value while it is read, so that a file of any size stays small. */
export interface ShapeParts {
  /** Of an object: what is kept of these keys. */
  keys?: Readonly<Record<string, JsonShape>>;
  /** Of an object: what is kept of all other keys; without it they are dropped. */
  rest?: JsonShape;
  /** Of a list: what is kept of its items; without it the list is kept empty. */
  items?: JsonShape;
  /** Of the items of a list or the values of an object: from the sixth of a kind on one object stands for all, because only five are shown. */
  same?: readonly SameAs[];
  reduce?: readonly Reduce[];
}

/** Everything (`true`), or parts. `{}` keeps only whether it is an object, a list or a plain value. */
export type JsonShape = true | ShapeParts;

export const all: JsonShape = true;
/** Kept as what it is, without its content. */
export const kindOnly: JsonShape = {};

export function listOfShape(items: JsonShape): ShapeParts {
  return { items };
}

/** A record of the given keys, each whole; use for keys whose values are plain. */
export function plainKeys(...names: string[]): Record<string, JsonShape> {
  return Object.fromEntries(names.map(name => [name, all]));
}

/** Keeps what either shape keeps. */
export function mergeShapes(left: JsonShape, right: JsonShape): JsonShape {
  if (left === true || right === true) return true;
  const keys: Record<string, JsonShape> = {};
  for (const name of Object.keys({ ...left.keys, ...right.keys })) {
    keys[name] = mergeOptional(
      left.keys?.[name] ?? left.rest,
      right.keys?.[name] ?? right.rest,
    );
  }
  return {
    keys,
    ...optional('rest', left.rest, right.rest),
    ...optional('items', left.items, right.items),
    same: [...new Set([...(left.same ?? []), ...(right.same ?? [])])],
    reduce: [...new Set([...(left.reduce ?? []), ...(right.reduce ?? [])])],
  };
}

function optional(name: 'rest' | 'items', left?: JsonShape, right?: JsonShape) {
  return left || right ? { [name]: mergeOptional(left, right) } : {};
}

function mergeOptional(left?: JsonShape, right?: JsonShape): JsonShape {
  if (left && right) return mergeShapes(left, right);
  return left ?? right ?? kindOnly;
}
