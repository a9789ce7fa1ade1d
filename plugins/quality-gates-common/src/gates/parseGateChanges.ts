import type { CheckChange, CheckDefinition, GateChanges } from '../types';
import {
  defined,
  DefinitionReader,
  optional,
  type DefinitionProblem,
} from './DefinitionReader';
import { parseCheckDefinition, readAge } from './parseCheckDefinition';
import { parseThreshold } from './parseThreshold';

/** More than this is no gate anybody reads. */
const mostChecks = 100;

type Path = (string | number)[];

/**
 * Reads changes of a gate as a configuration or a request carries them: `{checks: {ID: {threshold, blocking,
 * maxAgeSeconds} | false}, add: [CHECK]}`. What is wrong is named with its place and left out of `changes`; a caller that
 * finds problems should use none of them.
 *
 * @public
 */
export function parseGateChanges(value: unknown): {
  changes: GateChanges;
  problems: DefinitionProblem[];
} {
  const reader = new DefinitionReader();
  const entries = reader.object(value, [], ['checks', 'add']);
  if (!entries) return { changes: {}, problems: reader.problems };
  const checks = optional(entries, 'checks', [], (it, path) =>
    parseChecks(reader, it, path),
  );
  const add = optional(entries, 'add', [], (it, path) =>
    parseAdded(reader, it, path),
  );
  return { changes: defined({ checks, add }), problems: reader.problems };
}

function parseChecks(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): Record<string, CheckChange | false> | undefined {
  const entries = reader.object(value, path);
  if (!entries) return undefined;
  if (entries.size > mostChecks) return tooMany(reader, path);
  const changes: [string, CheckChange | false][] = [];
  for (const [id, entry] of entries) {
    const change = parseChange(reader, entry, [...path, id]);
    if (change !== undefined) changes.push([id, change]);
  }
  return Object.fromEntries(changes);
}

function parseChange(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): CheckChange | false | undefined {
  if (value === false) return false;
  const entries = reader.object(value, path, [
    'threshold',
    'blocking',
    'maxAgeSeconds',
  ]);
  if (!entries) return undefined;
  const change: CheckChange = defined({
    threshold: optional(entries, 'threshold', path, (it, at) =>
      parseThreshold(reader, it, at),
    ),
    blocking: optional(entries, 'blocking', path, (it, at) =>
      reader.flag(it, at),
    ),
    maxAgeSeconds: optional(entries, 'maxAgeSeconds', path, (it, at) =>
      readAge(reader, it, at),
    ),
  });
  return change;
}

function parseAdded(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): CheckDefinition[] | undefined {
  const list = reader.list(value, path);
  if (!list) return undefined;
  if (list.length > mostChecks) return tooMany(reader, path);
  return list.flatMap(
    (it, index) => parseCheckDefinition(reader, it, [...path, index]) ?? [],
  );
}

function tooMany(reader: DefinitionReader, path: Path): undefined {
  return reader.fail(path, `At most ${mostChecks} checks are accepted.`);
}
