import { readFile } from 'node:fs/promises';
import { InputError, ResponseError } from '@backstage/errors';
import type { ScaffolderAction } from './LintContext';
import { isObject, textOf } from './visit';

/** The actions in a saved answer of `GET /api/scaffolder/v2/actions`. */
export async function readActions(file: string): Promise<ScaffolderAction[]> {
  return parseActions(JSON.parse(await readFile(file, 'utf8')), file);
}

/** Asks a running portal for its actions. */
export async function fetchActions(
  portal: string,
  token: string | undefined,
): Promise<ScaffolderAction[]> {
  const url = `${portal.replace(/\/$/, '')}/api/scaffolder/v2/actions`;
  const response = await fetch(url, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return parseActions(await response.json(), url);
}

export function parseActions(
  value: unknown,
  origin: string,
): ScaffolderAction[] {
  if (!Array.isArray(value)) {
    throw new InputError(`${origin} is no list of actions`);
  }
  return value.filter(isObject).map(action => {
    const id = textOf(action.id);
    if (!id) throw new InputError(`${origin} has an action without an id`);
    const schema = isObject(action.schema) ? action.schema : {};
    return {
      id,
      schema: {
        ...(isObject(schema.input) ? { input: schema.input } : {}),
        ...(isObject(schema.output) ? { output: schema.output } : {}),
      },
    };
  });
}
