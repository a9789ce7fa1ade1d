import type {
  FleetCheck,
  FleetPage,
  FleetQuery,
  FleetRow,
  Gate,
} from '@heal7/backstage-plugin-quality-gates-common';

export function isSelected(row: FleetRow, query: FleetQuery): boolean {
  const { failing, owners, text } = query;
  if (owners && !(row.owner && owners.includes(row.owner))) return false;
  if (text && !nameOf(row).includes(text.toLocaleLowerCase('en-US'))) {
    return false;
  }
  if (failing === undefined) return true;
  const cell = row.cells[failing];
  return cell !== undefined && isOpen(cell);
}

/** Neither passed, nor excused, nor still awaited. */
function isOpen(cell: FleetRow['cells'][string]): boolean {
  return cell.verdict !== 'passed' && !cell.waived && !cell.pending;
}

function nameOf({ entityRef }: FleetRow): string {
  return entityRef.slice(entityRef.lastIndexOf('/') + 1);
}

/** How some services stand. Pure. */
export function countsOf(
  rows: readonly FleetRow[],
  gates: readonly Gate[],
): Pick<FleetPage, 'checks' | 'totals' | 'pending'> {
  const totals = { passed: 0, inconclusive: 0, error: 0, failed: 0 };
  let waiting = 0;
  for (const { pending, verdict } of rows) {
    if (pending) waiting += 1;
    else totals[verdict] += 1;
  }
  return { checks: checksOf(rows, gates), totals, pending: waiting };
}

/** The checks of the portal's gates, each once, in their order, as far as a service has them. */
function checksOf(
  rows: readonly FleetRow[],
  gates: readonly Gate[],
): FleetCheck[] {
  const columns = new Map<string, FleetCheck>();
  for (const check of gates.flatMap(gate => gate.checks)) {
    const { blocking, group, id, threshold, title } = check;
    if (columns.has(id)) continue;
    columns.set(id, {
      id,
      title,
      group,
      blocking,
      threshold,
      services: 0,
      failed: 0,
      unclear: 0,
      waived: 0,
      pending: 0,
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
  else if (cell.pending) column.pending += 1;
  else if (cell.verdict === 'failed') column.failed += 1;
  else if (isOpen(cell)) column.unclear += 1;
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
