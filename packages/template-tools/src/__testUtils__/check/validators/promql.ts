import { parser } from '@prometheus-io/lezer-promql';
import { isObject, visitObjects } from '../../../lint/visit';
import type { Cell } from '../Cell';
import { found, type Validator } from '../Validator';
import { everyObject } from '../charts';

interface Query {
  cell: Cell;
  file: string;
  where: string;
  text: string;
}

/** Every PromQL expression parses: of rules, of Flagger's metrics, of dashboards. */
export const promqlValidator: Validator = {
  name: 'promql',
  async check({ cells, note }) {
    const queries = [
      ...(await queriesOfObjects(cells)),
      ...queriesOfDashboards(cells),
    ];
    note(`${queries.length} PromQL expressions`);
    return queries.flatMap(({ cell, file, where, text }) => {
      const column = syntaxError(text);
      return column === undefined
        ? []
        : [found(cell, file, `${where}, character ${column}: ${text}`)];
    });
  },
};

/** Where an expression stops being PromQL, counted from one. */
export function syntaxError(text: string): number | undefined {
  let position: number | undefined;
  parser.parse(withoutVariables(text)).iterate({
    enter(node) {
      if (node.type.isError && position === undefined) position = node.from + 1;
    },
  });
  return position;
}

/** Grafana's variables and Flagger's placeholders stand where a value will. */
function withoutVariables(text: string): string {
  return text
    .replace(/\{\{-?\s*interval\s*-?\}\}/g, '1m')
    .replace(/\{\{.*?\}\}/g, 'x')
    .replace(/\[\$\{?__\w+\}?\]/g, '[5m]')
    .replace(/\[\$\{?\w+(?::\w+)?\}?\]/g, '[5m]')
    .replace(/\$\{?\w+(?::\w+)?\}?/g, 'x');
}

async function queriesOfObjects(cells: readonly Cell[]): Promise<Query[]> {
  const queries: Query[] = [];
  for (const { cell, file, value } of await everyObject(cells)) {
    if (value.kind === 'MetricTemplate' && isObject(value.spec)) {
      queries.push({
        cell,
        file,
        where: 'query',
        text: String(value.spec.query ?? ''),
      });
    }
    if (value.kind === 'PrometheusRule') {
      visitObjects(value.spec, [], (object, path) => {
        if ('expr' in object) {
          queries.push({
            cell,
            file,
            where: path.join('.'),
            text: String(object.expr),
          });
        }
      });
    }
    if (value.kind === 'ConfigMap' && isObject(value.data)) {
      for (const [name, text] of Object.entries(value.data)) {
        if (name.endsWith('.json')) {
          queries.push(...queriesOfDashboard(cell, file, String(text)));
        }
      }
    }
  }
  return queries;
}

function queriesOfDashboards(cells: readonly Cell[]): Query[] {
  return cells.flatMap(cell =>
    cell.files
      .filter(({ path }) => /dashboards?\/.*\.json$/.test(path))
      .flatMap(({ path, text }) => queriesOfDashboard(cell, path, text)),
  );
}

function queriesOfDashboard(cell: Cell, file: string, text: string): Query[] {
  const queries: Query[] = [];
  let dashboard: unknown;
  try {
    dashboard = JSON.parse(text);
  } catch {
    // No JSON is a finding of the validator "rendered".
    return [];
  }
  if (!isObject(dashboard) || !('panels' in dashboard)) return [];
  visitObjects(dashboard, [], (object, path) => {
    if (typeof object.expr === 'string' && path.includes('targets')) {
      queries.push({ cell, file, where: path.join('.'), text: object.expr });
    }
  });
  return queries;
}
