import { checkGroups, type CheckDefinition, type CheckGroup } from '../types';
import { defined, optional, type DefinitionReader } from './DefinitionReader';
import { parseThreshold } from './parseThreshold';

const keys = [
  'id',
  'title',
  'group',
  'measurements',
  'scope',
  'part',
  'threshold',
  'blocking',
  'maxAgeSeconds',
];

const idPattern = /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/;

type Path = (string | number)[];

/** Reads a whole check; `blocking` is true where it is not said. */
export function parseCheckDefinition(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): CheckDefinition | undefined {
  const entries = reader.object(value, path, keys);
  if (!entries) return undefined;
  const at = (key: string): [unknown, Path] => [
    entries.get(key),
    [...path, key],
  ];
  const id = readId(reader, ...at('id'));
  const title = reader.text(...at('title'));
  const group = readGroup(reader, ...at('group'));
  const measurements = readNames(reader, ...at('measurements'));
  const threshold = parseThreshold(reader, ...at('threshold'));
  const blocking = optional(entries, 'blocking', path, (it, where) =>
    reader.flag(it, where),
  );
  const maxAgeSeconds = optional(entries, 'maxAgeSeconds', path, (it, where) =>
    readAge(reader, it, where),
  );
  const name = (it: unknown, where: Path) => reader.text(it, where, 63);
  const scope = optional(entries, 'scope', path, name);
  const part = optional(entries, 'part', path, name);
  if (!id || !title || !group || !measurements || !threshold) return undefined;
  return defined({
    id,
    title,
    group,
    measurements,
    scope,
    part,
    threshold,
    blocking: blocking ?? true,
    maxAgeSeconds,
  });
}

/** Seconds, more than none. */
export function readAge(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): number | undefined {
  const age = reader.number(value, path);
  return age !== undefined && age <= 0
    ? reader.fail(path, 'Expected more than 0 seconds.')
    : age;
}

function readId(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): string | undefined {
  return typeof value === 'string' &&
    value.length <= 100 &&
    idPattern.test(value)
    ? value
    : reader.fail(
        path,
        'Expected an id of small letters, digits, "-" and ".", e.g. "tests.flaky".',
      );
}

function readGroup(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): CheckGroup | undefined {
  return (
    checkGroups.find(group => group === value) ??
    reader.fail(path, `Expected one of ${checkGroups.join(', ')}.`)
  );
}

function readNames(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): string[] | undefined {
  const list = reader.list(value, path);
  if (!list) return undefined;
  if (list.length === 0 || list.length > 20) {
    return reader.fail(path, 'Expected 1 to 20 measurements.');
  }
  const names = list.flatMap(
    (it, index) => reader.text(it, [...path, index], 100) ?? [],
  );
  return names.length === list.length ? names : undefined;
}
