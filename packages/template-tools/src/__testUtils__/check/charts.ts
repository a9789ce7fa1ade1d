import { basename, dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { isObject } from '../../lint/visit';
import type { Cell } from './Cell';
import { runCommand } from './command';
import { helmMissing, helmPath, type HelmVersion } from './tools';

/** One chart with the values of one environment. */
export interface ChartUse {
  cell: Cell;
  /** Relative to the cell. */
  chart: string;
  valueFiles: string[];
}

/** Every chart of the cells with each of its `values-<environment>.yaml`. */
export function chartUses(cells: readonly Cell[]): ChartUse[] {
  return cells.flatMap(cell =>
    cell.files
      .filter(({ path }) => basename(path) === 'Chart.yaml')
      .flatMap(({ path }) => {
        const chart = dirname(path);
        const environments = cell.files.filter(
          file =>
            dirname(file.path) === chart &&
            /^values-.*\.yaml$/.test(basename(file.path)),
        );
        const files = environments.length
          ? environments.map(file => [`${chart}/values.yaml`, file.path])
          : [[`${chart}/values.yaml`]];
        return files.map(valueFiles => ({ cell, chart, valueFiles }));
      }),
  );
}

/** The arguments after `helm lint` or `helm template NAME` for one use. */
export function helmArguments({ cell, chart, valueFiles }: ChartUse): string[] {
  return [
    join(cell.folder, chart),
    ...valueFiles.flatMap(file => ['--values', join(cell.folder, file)]),
  ];
}

/** A Kubernetes object a cell leads to, and the file it comes from. */
export interface CellObject {
  cell: Cell;
  file: string;
  value: Record<string, unknown>;
}

const rendered = new Map<string, Promise<CellObject[]>>();

/** What the charts become in each environment, an image tag being set; made once a run for each version of Helm. */
export function renderChart(
  use: ChartUse,
  version: HelmVersion,
): Promise<CellObject[]> {
  const key = [version, use.cell.folder, ...use.valueFiles].join('\n');
  let objects = rendered.get(key);
  if (!objects) {
    objects = template(use, version);
    rendered.set(key, objects);
  }
  return objects;
}

async function template(
  use: ChartUse,
  version: HelmVersion,
): Promise<CellObject[]> {
  const result = await runCommand(await helmPath(version), [
    'template',
    basename(use.chart),
    '--namespace',
    namespaceOf(use),
    ...helmArguments(use),
    '--set',
    'image.tag=1.0.0-abcdef0',
  ]);
  if (result.code !== 0) throw new Error(result.output.trim());
  // Helm names the file of each object in a comment.
  return result.stdout.split(/^---$/m).flatMap(part => {
    const [, source] = /^# Source: [^/]+\/(.+)$/m.exec(part) ?? [];
    return objectsIn(part).map(value => ({
      cell: use.cell,
      file: `${use.chart}/${source ?? ''} with ${basename(
        use.valueFiles[use.valueFiles.length - 1],
      )}`,
      value,
    }));
  });
}

/** Where Argo CD puts the environment of a `values-<environment>.yaml`. */
function namespaceOf({ valueFiles }: ChartUse): string {
  const [, environment] =
    /values-(.+)\.yaml$/.exec(valueFiles[valueFiles.length - 1]) ?? [];
  return environment ? `heal7-${environment}` : 'default';
}

/** The Kubernetes objects written down in a text. */
export function objectsIn(text: string): Record<string, unknown>[] {
  return parseAllDocuments(text, { logLevel: 'silent' })
    .filter(document => document.errors.length === 0)
    .map(document => document.toJS())
    .filter(isObject)
    .filter(value => 'apiVersion' in value && 'kind' in value);
}

/** Objects that stand in the cells as they are: Applications and so on, without charts and without catalog entities. */
export function plainObjects(cells: readonly Cell[]): CellObject[] {
  return cells.flatMap(cell => {
    const charts = cell.files
      .filter(({ path }) => basename(path) === 'Chart.yaml')
      .map(({ path }) => `${dirname(path)}/`);
    return cell.files
      .filter(
        ({ path, binary }) =>
          !binary &&
          /\.ya?ml$/.test(path) &&
          !charts.some(chart => path.startsWith(chart)),
      )
      .flatMap(({ path, text }) =>
        objectsIn(text)
          .filter(
            ({ apiVersion }) => !/backstage\.io\//.test(String(apiVersion)),
          )
          .map(value => ({ cell, file: path, value })),
      );
  });
}

/** Objects that charts become and that stand in the cells as they are; nothing where Helm is missing. */
export async function everyObject(
  cells: readonly Cell[],
): Promise<CellObject[]> {
  const objects = plainObjects(cells);
  if (await helmMissing('4')) return objects;
  for (const use of chartUses(cells)) {
    objects.push(...(await renderChart(use, '4').catch(() => [])));
  }
  return objects;
}
