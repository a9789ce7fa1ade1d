import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SourceFile {
  path: string;
  text: string;
}

const skippedFolders = new Set([
  'node_modules',
  '.git',
  'dist',
  'build',
  'coverage',
  'reports',
  '.venv',
  '__pycache__',
]);
const language = /\.(py|tsx?|jsx?|mjs|cjs)$/;
const tests =
  /(^|\/)(tests?|__tests__|e2e)\/|\.(test|spec)\.[a-z]+$|(^|\/)test_[^/]*\.py$|_test\.py$/;
const configuration =
  /\.(d\.ts|stories\.[a-z]+)$|(^|\/)[^/]*\.config\.[a-z]+$|(^|\/)\.[^/]+$/;
const dependencies =
  /(^|\/)(requirements[\w-]*\.txt|package-lock\.json|package\.json|yarn\.lock|poetry\.lock|pyproject\.toml|go\.sum)$/;

/** Every file of a work tree, relative and sorted. */
export async function listFiles(root: string, folder = ''): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory() && !skippedFolders.has(entry.name))
      found.push(...(await listFiles(root, path)));
    else if (entry.isFile()) found.push(path);
  }
  return found.sort();
}

export interface CheckedOutCode {
  sources: SourceFile[];
  tests: SourceFile[];
  dependencies: SourceFile[];
}

/** Sorts the files of a checkout into what tools would look at. */
export async function readCode(root: string): Promise<CheckedOutCode> {
  const paths = await listFiles(root);
  const read = (wanted: string[]) =>
    Promise.all(
      wanted.map(async path => ({
        path,
        text: await readFile(join(root, path), 'utf8'),
      })),
    );
  const code = paths.filter(
    path => language.test(path) && !configuration.test(path),
  );
  return {
    sources: await read(code.filter(path => !tests.test(path))),
    tests: await read(code.filter(path => tests.test(path))),
    dependencies: await read(paths.filter(path => dependencies.test(path))),
  };
}
