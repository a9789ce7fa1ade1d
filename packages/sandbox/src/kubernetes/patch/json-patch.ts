import {
  cloneJson,
  equalJson,
  isJsonObject,
  objectsOf,
  stringOf,
} from '../store/json';
import { InvalidObjectError } from '../store/store-errors';

type Path = string[];

/** JSON patch (RFC 6902): all operations or none; a failed `test` refuses the whole patch. */
export function applyJsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch) || objectsOf(patch).length !== patch.length) {
    throw new InvalidObjectError('a JSON patch is a list of operations');
  }
  return objectsOf(patch).reduce<unknown>((document, operation) => {
    const path = parsePointer(operation.path);
    switch (operation.op) {
      case 'add':
        return add(document, path, cloneJson(operation.value));
      case 'replace':
        read(document, path);
        return add(remove(document, path), path, cloneJson(operation.value));
      case 'remove':
        return remove(document, path);
      case 'move': {
        const from = parsePointer(operation.from);
        return add(remove(document, from), path, read(document, from));
      }
      case 'copy':
        return add(
          document,
          path,
          read(document, parsePointer(operation.from)),
        );
      case 'test':
        if (!equalJson(read(document, path), operation.value)) {
          throw new InvalidObjectError(`testing path ${operation.path} failed`);
        }
        return document;
      default:
        throw new InvalidObjectError(`unknown operation ${operation.op}`);
    }
  }, cloneJson(target));
}

function parsePointer(value: unknown): Path {
  const pointer = stringOf(value);
  if (pointer === undefined || (pointer !== '' && !pointer.startsWith('/'))) {
    throw new InvalidObjectError(`not a JSON pointer: ${String(value)}`);
  }
  return pointer
    .split('/')
    .slice(1)
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}

function missing(path: Path): InvalidObjectError {
  return new InvalidObjectError(
    `the server rejected our request due to an error in our request: nothing at /${path.join(
      '/',
    )}`,
  );
}

function indexIn(
  list: unknown[],
  key: string,
  path: Path,
  end: number,
): number {
  const index = key === '-' ? list.length : Number(key);
  if (!Number.isInteger(index) || index < 0 || index > end) {
    throw missing(path);
  }
  return index;
}

function read(document: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) {
      return value[indexIn(value, key, path, value.length - 1)];
    }
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) {
      throw missing(path);
    }
    return value[key];
  }, document);
}

/** Changes in place: the document is our own copy. */
function add(document: unknown, path: Path, value: unknown): unknown {
  if (path.length === 0) {
    return value;
  }
  const key = path[path.length - 1];
  const parent = read(document, path.slice(0, -1));
  if (Array.isArray(parent)) {
    parent.splice(indexIn(parent, key, path, parent.length), 0, value);
  } else if (isJsonObject(parent)) {
    parent[key] = value;
  } else {
    throw missing(path);
  }
  return document;
}

function remove(document: unknown, path: Path): unknown {
  if (path.length === 0) {
    return undefined;
  }
  read(document, path);
  const copy = cloneJson(document);
  const key = path[path.length - 1];
  const parent = read(copy, path.slice(0, -1));
  if (Array.isArray(parent)) {
    parent.splice(Number(key), 1);
  } else if (isJsonObject(parent)) {
    delete parent[key];
  }
  return copy;
}
