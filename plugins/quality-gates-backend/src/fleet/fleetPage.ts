import type {
  FleetCheck,
  FleetPage,
  FleetQuery,
  FleetRow,
  Gate,
  Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { compareKeys, cursorOfKey, keyOfCursor, sortKey } from './fleetOrder';

/** A page of the fleet, and how the whole selection stands. Pure. */
export function fleetPage(
  rows: readonly FleetRow[],
  gates: readonly Gate[],
  query: FleetQuery & { limit: number },
): FleetPage {
  const selected = rows.filter(row => isSelected(row, query));
  const keyed = selected
    .map(row => ({ row, key: sortKey(row, query) }))
    .sort((one, other) => compareKeys(one.key, other.key));
  const after =
    query.cursor === undefined ? undefined : keyOfCursor(query.cursor);
  const rest = after
    ? keyed.filter(({ key }) => compareKeys(key, after) > 0)
    : keyed;
  const page = rest.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ row }) => row),
    checks: checksOf(selected, gates),
    totals: totalsOf(selected),
    ...(last && rest.length > page.length
      ? { nextCursor: cursorOfKey(last.key) }
      : {}),
  };
}

function isSelected(row: FleetRow, query: FleetQuery): boolean {
  const { failing, owners, text } = query;
  if (owners && !(row.owner && owners.includes(row.owner))) return false;
  if (text && !nameOf(row).includes(text.toLocaleLowerCase('en-US'))) {
    return false;
  }
  if (failing === undefined) return true;
  const cell = row.cells[failing];
  return cell !== undefined && cell.verdict !== 'passed';
}

function nameOf({ entityRef }: FleetRow): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}

function totalsOf(rows: readonly FleetRow[]): Record<Verdict, number> {
  const totals: Record<Verdict, number> = {
    passed: 0,
    inconclusive: 0,
    error: 0,
    failed: 0,
  };
  for (const { verdict } of rows) totals[verdict] += 1;
  return totals;
}

/** The checks of the portal's gates, each once, in their order, as far as a service has them. */
function checksOf(
  rows: readonly FleetRow[],
  gates: readonly Gate[],
): FleetCheck[] {
  const columns = new Map<string, FleetCheck>();
  for (const check of gates.flatMap(gate => gate.checks)) {
    const { blocking, group, id, title } = check;
    if (columns.has(id)) continue;
    columns.set(id, {
      id,
      title,
      group,
      blocking,
      services: 0,
      failed: 0,
      unclear: 0,
      waived: 0,
    });
  }
  for (const { cells } of rows) {
    for (const [id, cell] of Object.entries(cells)) {
      const column = columns.get(id);
      if (column) count(column, cell);
    }
  }
  return [...columns.values()].filter(({ services }) => services > 0);
}

function count(column: FleetCheck, cell: FleetRow['cells'][string]): void {
  column.services += 1;
  if (cell.waived) column.waived += 1;
  else if (cell.verdict === 'failed') column.failed += 1;
  else if (cell.verdict !== 'passed') column.unclear += 1;
}

/** What may be sorted by besides the ids of checks. */
const sorts = ['verdict', 'name', 'updated'];

/** So that a page is not asked for by a word nobody knows. */
export function unknownWord(
  { failing, sort }: FleetQuery,
  gates: readonly Gate[],
): string | undefined {
  const checks = gates.flatMap(gate => gate.checks.map(({ id }) => id));
  if (failing !== undefined && !checks.includes(failing)) return failing;
  const known = sort === undefined || [...sorts, ...checks].includes(sort);
  return known ? undefined : sort;
}
