import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { isObject } from '../../lint/visit';
import { dimensionsOf } from './answers';
import { readCellFiles, type Cell } from './Cell';
import { pairwise } from './pairwise';
import type { TemplateBackend } from './TemplateBackend';

export interface RenderCellsOptions {
  backend: TemplateBackend;
  /** Files with templates. */
  files: readonly string[];
  /** The ordinary answers only. */
  quick: boolean;
  /** Where the cells are written: `<template>/<number>`. */
  into: string;
}

/** A folder that is handed on as it is, judged like one cell. */
export async function copyCell(
  template: string,
  source: string,
  into: string,
): Promise<Cell> {
  const folder = join(into, template, '1');
  await cp(source, folder, { recursive: true });
  return {
    template,
    number: 1,
    answers: {},
    folder,
    files: await readCellFiles(folder),
    output: undefined,
  };
}

/** Answers that could not be rendered at all. */
export interface RenderFailure {
  template: string;
  cell: number;
  message: string;
}

/** Renders every template for every row of its matrix. */
export async function renderCells({
  backend,
  files,
  quick,
  into,
}: RenderCellsOptions): Promise<{ cells: Cell[]; failures: RenderFailure[] }> {
  const cells: Cell[] = [];
  const failures: RenderFailure[] = [];
  for (const file of files) {
    const template: unknown = parse(await readFile(file, 'utf8'), {
      merge: true,
    });
    if (!isObject(template) || !isObject(template.metadata)) continue;
    const name = String(template.metadata.name);
    const rows = pairwise(dimensionsOf(template));
    for (const [index, answers] of (quick
      ? rows.slice(0, 1)
      : rows
    ).entries()) {
      const number = index + 1;
      const folder = join(into, name, String(number));
      try {
        const { output } = await backend.render({
          file,
          values: answers,
          into: folder,
        });
        const written = await readCellFiles(folder);
        if (written.length === 0) throw new Error('nothing was written');
        cells.push({
          template: name,
          number,
          answers,
          folder,
          files: written,
          output,
        });
      } catch (error) {
        failures.push({ template: name, cell: number, message: String(error) });
      }
    }
  }
  return { cells, failures };
}
