import {
  checkGroups,
  type FleetCell,
  type FleetCheck,
  type FleetPage,
  type FleetRow,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Words } from '../hooks/useWords';
import { checkTitle } from './checkTitles';
import { formatMeasured, roundingOf } from './format';
import { type Mark, markOfFleet } from './marks';

/** Columns in the order of the gate. @internal */
export const orderedChecks = (checks: readonly FleetCheck[]): FleetCheck[] =>
  [...checks].sort(
    (a, b) => checkGroups.indexOf(a.group) - checkGroups.indexOf(b.group),
  );

/** Neighbouring columns of a group, for the head above them. @internal */
export const columnGroups = (checks: readonly FleetCheck[]) =>
  checkGroups
    .map(group => ({
      group,
      columns: checks.filter(check => check.group === group).length,
    }))
    .filter(({ columns }) => columns > 0);

const notPassing = ({ failed, unclear }: FleetCheck) => failed + unclear;

/** So many are shown; the table has the rest. */
const worstShown = 8;

/** The checks that most services do not pass. @internal */
export const worstChecks = (checks: readonly FleetCheck[]): FleetCheck[] =>
  checks
    .filter(check => notPassing(check) > 0)
    .sort((a, b) => notPassing(b) - notPassing(a) || b.failed - a.failed)
    .slice(0, worstShown);

const markOrder = [
  'failed',
  'error',
  'inconclusive',
  'pending',
  'passed',
] as const satisfies readonly Mark[];

const orderOf = (cell: FleetCell) => {
  const mark = markOfFleet(cell);
  return markOrder.findIndex(it => it === mark);
};

/** How many services stand how, the worst first. @internal */
export const totalsOf = ({ pending, totals }: FleetPage) =>
  markOrder.map(mark => ({
    mark,
    number: mark === 'pending' ? pending : totals[mark],
  }));

/** A cell in words: check, state, value, and whether it is waived. @internal */
export function cellText(
  check: FleetCheck,
  cell: FleetCell,
  words: Pick<Words, 't' | 'language'>,
): string {
  const { t, language } = words;
  const title = checkTitle(check, words);
  const mark = t(`mark.${markOfFleet(cell)}`);
  const text =
    cell.value === undefined
      ? t('fleet.cell', { check: title, mark })
      : t('fleet.cellValue', {
          check: title,
          mark,
          value: formatMeasured(
            cell.value,
            cell.unit,
            language,
            roundingOf(check.threshold),
          ),
        });
  return cell.waived ? t('fleet.cellWaived', { text }) : text;
}

/** What a card says of a service: all that did not pass, and how many did. @internal */
export function cardOf(row: FleetRow, checks: readonly FleetCheck[]) {
  const applying = checks.flatMap(check => {
    const cell: FleetCell | undefined = row.cells[check.id];
    return cell ? [{ check, cell }] : [];
  });
  const open = applying
    .filter(({ cell }) => cell.verdict !== 'passed')
    .sort((a, b) => orderOf(a.cell) - orderOf(b.cell));
  return { open, passed: applying.length - open.length };
}
