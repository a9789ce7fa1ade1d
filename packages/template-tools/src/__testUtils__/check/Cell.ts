import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import glob from 'fast-glob';

/** One template rendered with one set of answers. */
export interface Cell {
  /** Name of the template entity. */
  template: string;
  /** Number within the template, from one. */
  number: number;
  answers: Readonly<Record<string, unknown>>;
  folder: string;
  files: readonly CellFile[];
  /** What the template puts out at the end: links and texts. */
  output: unknown;
}

export interface CellFile {
  path: string;
  text: string;
  binary: boolean;
  hash: string;
}

export async function readCellFiles(folder: string): Promise<CellFile[]> {
  const paths = await glob('**/*', { cwd: folder, dot: true });
  return Promise.all(
    paths.sort().map(async path => {
      const content = await readFile(join(folder, path));
      return {
        path,
        text: content.toString('utf8'),
        binary: content.includes(0),
        hash: createHash('sha256').update(content).digest('hex'),
      };
    }),
  );
}

/** Distinct files of all cells: the same text under the same path is judged once. */
export function distinctFiles(
  cells: readonly Cell[],
  matches: (path: string) => boolean,
): { cell: Cell; file: CellFile }[] {
  const found = new Map<string, { cell: Cell; file: CellFile }>();
  for (const cell of cells) {
    for (const file of cell.files) {
      const key = `${cell.template}:${file.path.replaceAll(
        String(cell.answers.name),
        '',
      )}:${file.hash}`;
      if (!file.binary && matches(file.path) && !found.has(key)) {
        found.set(key, { cell, file });
      }
    }
  }
  return [...found.values()];
}
