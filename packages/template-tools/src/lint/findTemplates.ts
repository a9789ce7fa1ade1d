import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import glob from 'fast-glob';

/** The files with a Template among the given files and below the given folders. */
export async function findTemplates(
  places: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const place of places) {
    const stats = await stat(place).catch(() => undefined);
    if (!stats) throw new NotFoundError(`There is no ${place}`);
    if (stats.isFile()) {
      found.push(place);
      continue;
    }
    const candidates = await glob('**/*.{yaml,yml}', {
      cwd: place,
      ignore: ['**/node_modules/**'],
    });
    for (const candidate of candidates.sort()) {
      const file = join(place, candidate);
      if (/^kind: *["']?Template\b/m.test(await readFile(file, 'utf8'))) {
        found.push(file);
      }
    }
  }
  return found;
}
