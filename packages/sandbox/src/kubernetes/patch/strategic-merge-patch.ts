import {
  cloneJson,
  isJsonObject,
  JsonObject,
  objectOf,
  objectsOf,
} from '../store/json';
import { InvalidObjectError } from '../store/store-errors';
import { mergedPrimitiveLists, mergeKeyOf } from './list-merge-keys';

const DIRECTIVE = '$patch';
const ORDER = '$setElementOrder/';
const DELETE_FROM = '$deleteFromPrimitiveList/';
const RETAIN = '$retainKeys';

/**
 * Kubernetes' strategic merge patch: like a merge patch, but lists of named things merge by their key.
 * https://github.com/kubernetes/design-proposals-archive/blob/main/cli/preserve-order-in-strategic-merge-patch.md
 */
export function applyStrategicMergePatch(
  target: unknown,
  patch: unknown,
): unknown {
  if (!isJsonObject(patch)) {
    return cloneJson(patch);
  }
  if (patch[DIRECTIVE] === 'replace') {
    return withoutDirectives(patch);
  }
  if (patch[DIRECTIVE] === 'delete') {
    return {};
  }
  const before = isJsonObject(target) ? target : {};
  const result = retained(before, patch[RETAIN]);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_FROM)) {
      const list = key.slice(DELETE_FROM.length);
      const gone = listOf(value);
      result[list] = listOf(result[list]).filter(item => !gone.includes(item));
    } else if (!key.startsWith('$')) {
      mergeField(result, key, value);
    }
  }
  orderLists(result, patch, before);
  return result;
}

/** Only the named keys stay, where there are such. */
function retained(before: JsonObject, names: unknown): JsonObject {
  if (!Array.isArray(names)) {
    return { ...before };
  }
  const kept = new Set<unknown>(names);
  return Object.fromEntries(
    Object.entries(before).filter(([key]) => kept.has(key)),
  );
}

function orderLists(
  result: JsonObject,
  patch: JsonObject,
  before: JsonObject,
): void {
  for (const [key, value] of Object.entries(patch)) {
    const list = key.startsWith(ORDER) ? key.slice(ORDER.length) : key;
    const order = patch[ORDER + list] ?? value;
    if (Array.isArray(order) && Array.isArray(result[list])) {
      result[list] = inOrder(
        list,
        listOf(result[list]),
        order,
        listOf(before[list]),
      );
    }
  }
}

function mergeField(result: JsonObject, key: string, value: unknown): void {
  if (value === null) {
    delete result[key];
  } else if (Array.isArray(value)) {
    result[key] = mergeList(key, listOf(result[key]), value);
  } else {
    result[key] = applyStrategicMergePatch(result[key], value);
  }
}

function mergeList(
  name: string,
  current: unknown[],
  patch: unknown[],
): unknown[] {
  if (mergedPrimitiveLists.includes(name)) {
    return [...current, ...patch.filter(item => !current.includes(item))];
  }
  const items = objectsOf(patch);
  const replaces = items.some(
    item => item[DIRECTIVE] === 'replace' && Object.keys(item).length === 1,
  );
  if (replaces) {
    return items.filter(item => item[DIRECTIVE] !== 'replace').map(cloneJson);
  }
  const mergeKey = mergeKeyOf(name, [...items, ...objectsOf(current)]);
  if (!mergeKey) {
    return cloneJson(patch);
  }
  return items.reduce<JsonObject[]>((list, item) => {
    if (item[mergeKey] === undefined) {
      throw new InvalidObjectError(
        `map: ${JSON.stringify(
          item,
        )} does not contain declared merge key: ${mergeKey}`,
      );
    }
    const index = list.findIndex(it => it[mergeKey] === item[mergeKey]);
    if (item[DIRECTIVE] === 'delete') {
      return list.filter((_, position) => position !== index);
    }
    const merged = mergedObject(list[index], item);
    return index < 0 ? [...list, merged] : list.with(index, merged);
  }, objectsOf(current));
}

function mergedObject(target: unknown, patch: JsonObject): JsonObject {
  const merged = applyStrategicMergePatch(target, patch);
  return isJsonObject(merged) ? merged : {};
}

/**
 * Items of the patch stand in its order; those only the server has keep theirs and come first where they stood before the
 * next item of the patch, so a new item of the patch comes before them.
 */
function inOrder(
  name: string,
  merged: unknown[],
  order: unknown[],
  before: unknown[],
): unknown[] {
  const mergeKey = mergeKeyOf(name, objectsOf(merged));
  if (!mergeKey) {
    return merged;
  }
  const keyOf = (item: unknown) => objectOf(item)[mergeKey];
  const patchOrder = order.map(keyOf);
  const serverOrder = before.map(keyOf);
  const fromPatch = merged
    .filter(item => patchOrder.includes(keyOf(item)))
    .sort(
      (a, b) => patchOrder.indexOf(keyOf(a)) - patchOrder.indexOf(keyOf(b)),
    );
  const fromServer = merged.filter(item => !patchOrder.includes(keyOf(item)));
  const result: unknown[] = [];
  for (const item of fromPatch) {
    const position = serverOrder.indexOf(keyOf(item));
    while (
      fromServer.length &&
      serverOrder.indexOf(keyOf(fromServer[0])) < position
    ) {
      result.push(fromServer.shift());
    }
    result.push(item);
  }
  return [...result, ...fromServer];
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return cloneJson(
    Object.fromEntries(
      Object.entries(patch).filter(([key]) => !key.startsWith('$')),
    ),
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
