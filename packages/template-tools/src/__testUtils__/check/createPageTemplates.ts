import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import { isObject, listOf } from '../../lint/visit';

/** The files a Location of templates points to: what stands on the Create page. */
export async function createPageTemplates(location: string): Promise<string[]> {
  const entity: unknown = parse(await readFile(location, 'utf8'));
  const spec = isObject(entity) && isObject(entity.spec) ? entity.spec : {};
  return listOf(spec.targets).map(target =>
    resolve(dirname(location), String(target)),
  );
}
