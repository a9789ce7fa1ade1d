import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import glob from 'fast-glob';
import { repositoryFolder } from './paths';

/** Fields of the form that the portal's own module brings, read from its source: `createFormField({ name: 'X' })`. */
export async function ownFields(): Promise<string[]> {
  const folder = join(repositoryFolder, 'plugins/scaffolder-module-heal7/src');
  const files = await glob('**/*.{ts,tsx}', {
    cwd: folder,
    ignore: ['**/*.test.*'],
  });
  const texts = await Promise.all(
    files.map(file => readFile(join(folder, file), 'utf8')),
  );
  return texts.flatMap(text =>
    [
      ...text.matchAll(
        /createFormField\(\s*\{[\s\S]*?\bname:\s*['"](\w+)['"]/g,
      ),
    ].map(match => match[1]),
  );
}
