import { basename, dirname } from 'node:path';
import type { Cell, CellFile } from './Cell';

/** Files of a cell that are judged together. */
export interface Unit {
  cell: Cell;
  files: readonly CellFile[];
}

/**
 * What the cells hold, each thing once: charts and Terraform are judged as a whole, everything else by the file. Cells of a
 * matrix differ in few files, and a scanner takes as long for the thirtieth copy of a chart as for the first.
 */
export function distinctUnits(cells: readonly Cell[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const cell of cells) {
    for (const unit of unitsOf(cell)) {
      const key = keyOf(unit);
      if (!units.has(key)) units.set(key, unit);
    }
  }
  return [...units.values()];
}

function unitsOf(cell: Cell): Unit[] {
  const charts = cell.files
    .filter(({ path }) => basename(path) === 'Chart.yaml')
    .map(({ path }) => dirname(path));
  const grouped = new Map<string, CellFile[]>();
  for (const file of cell.files) {
    const place = placeOf(file.path, charts);
    grouped.set(place, [...(grouped.get(place) ?? []), file]);
  }
  return [...grouped.values()].map(files => ({ cell, files }));
}

/** Files of the same place belong together. */
function placeOf(path: string, charts: readonly string[]): string {
  const chart = charts.find(folder => path.startsWith(`${folder}/`));
  // A chart's values of one environment do not change the chart: they are judged with what it renders to.
  if (chart !== undefined && !isEnvironment(path)) return `${chart}/`;
  return /\.tf(?:vars)?(?:\.json)?$/.test(path) ? 'terraform' : path;
}

function isEnvironment(path: string): boolean {
  return /^values-.*\.yaml$/.test(basename(path));
}

/** The same content in another folder, e.g. of another environment, is the same thing. */
function keyOf({ cell, files }: Unit): string {
  const folder =
    files.length > 1 ? commonFolder(files) : dirname(files[0].path);
  const content = files
    .map(({ path, hash }) => `${path.slice(folder.length)} ${hash}`)
    .sort();
  return [cell.template, ...content].join('\n');
}

function commonFolder(files: readonly CellFile[]): string {
  const [first, ...others] = files.map(({ path }) => dirname(path).split('/'));
  let length = first.length;
  for (const other of others) {
    while (first.slice(0, length).some((part, i) => part !== other[i])) {
      length -= 1;
    }
  }
  return first.slice(0, length).join('/');
}
