import type { CheckDefinition, Gate } from '../types';
import {
  defined,
  DefinitionReader,
  optional,
  type DefinitionProblem,
} from './DefinitionReader';
import { parseCheckDefinition } from './parseCheckDefinition';

type Path = (string | number)[];

/**
 * Reads a whole gate, e.g. one that `GET /gates` gave and a file kept. With problems there is no gate.
 *
 * @public
 */
export function parseGate(value: unknown): {
  gate?: Gate;
  problems: DefinitionProblem[];
} {
  const reader = new DefinitionReader();
  const gate = readGate(reader, value);
  return gate && reader.problems.length === 0
    ? { gate, problems: [] }
    : { problems: reader.problems };
}

function readGate(reader: DefinitionReader, value: unknown): Gate | undefined {
  const entries = reader.object(
    value,
    [],
    ['name', 'title', 'service', 'checks'],
  );
  if (!entries) return undefined;
  const name = reader.text(entries.get('name'), ['name'], 63);
  const title = reader.text(entries.get('title'), ['title']);
  const service = optional(entries, 'service', [], (it, path) =>
    reader.text(it, path, 63),
  );
  const checks = readChecks(reader, entries.get('checks'), ['checks']);
  if (!name || !title || !checks) return undefined;
  return defined({ name, title, service, checks });
}

function readChecks(
  reader: DefinitionReader,
  value: unknown,
  path: Path,
): CheckDefinition[] | undefined {
  const list = reader.list(value, path);
  if (!list) return undefined;
  if (list.length === 0) {
    return reader.fail(path, 'A gate needs at least one check.');
  }
  const seen = new Set<string>();
  return list.flatMap((it, index) => {
    const check = parseCheckDefinition(reader, it, [...path, index]);
    if (!check) return [];
    if (seen.has(check.id)) {
      reader.fail([...path, index], `"${check.id}" is there twice.`);
    }
    seen.add(check.id);
    return check;
  });
}
