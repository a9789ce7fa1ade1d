/** Something wrong in a definition, and where it stands. @public */
export interface DefinitionProblem {
  /** Keys and indexes from the root of what was read. */
  path: (string | number)[];
  /** One English sentence. */
  message: string;
}

type Path = (string | number)[];

/** Reads parts of an unknown value; what does not fit becomes a problem and `undefined`. */
export class DefinitionReader {
  readonly problems: DefinitionProblem[] = [];

  fail(path: Path, message: string): undefined {
    this.problems.push({ path, message });
    return undefined;
  }

  /** An object with no other than the known keys; no list of keys = any. */
  object(
    value: unknown,
    path: Path,
    known?: readonly string[],
  ): Map<string, unknown> | undefined {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail(
        path,
        known
          ? `Expected an object with ${known.join(', ')}.`
          : 'Expected an object.',
      );
    }
    const entries = new Map<string, unknown>(Object.entries(value));
    for (const key of known ? entries.keys() : []) {
      if (!known?.includes(key)) {
        this.fail(
          [...path, key],
          `"${key}" is not known here; known are ${known?.join(', ')}.`,
        );
      }
    }
    return entries;
  }

  list(value: unknown, path: Path): unknown[] | undefined {
    return Array.isArray(value) ? value : this.fail(path, 'Expected a list.');
  }

  text(value: unknown, path: Path, longest = 200): string | undefined {
    return typeof value === 'string' &&
      value.trim() !== '' &&
      value.length <= longest
      ? value
      : this.fail(path, `Expected text of 1 to ${longest} characters.`);
  }

  flag(value: unknown, path: Path): boolean | undefined {
    return typeof value === 'boolean'
      ? value
      : this.fail(path, 'Expected true or false.');
  }

  number(value: unknown, path: Path): number | undefined {
    return typeof value === 'number' && Number.isFinite(value)
      ? value
      : this.fail(path, 'Expected a number.');
  }
}

/** Reads a key where it is there; an absent one is no problem. */
export function optional<T>(
  entries: ReadonlyMap<string, unknown>,
  key: string,
  path: Path,
  read: (value: unknown, path: Path) => T | undefined,
): T | undefined {
  const value = entries.get(key);
  return value === undefined ? undefined : read(value, [...path, key]);
}

/** Leaves out what is undefined, so that results compare and serialise cleanly. */
export function defined<T extends object>(value: T): T {
  const copy = { ...value };
  for (const [key, entry] of Object.entries(copy)) {
    if (entry === undefined) Reflect.deleteProperty(copy, key);
  }
  return copy;
}
