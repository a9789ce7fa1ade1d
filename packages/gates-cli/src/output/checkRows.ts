import {
  formatThreshold,
  formatValue,
  type CheckResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import { checkWord } from './verdictWords';

/** Columns of the table, the same in text and Markdown. */
export const columns = ['Verdict', 'Check', 'Value', 'Required'];

/** One cell a column. */
export function checkRow(check: CheckResult): string[] {
  return [
    checkWord(check),
    check.blocking ? check.title : `${check.title} (advisory)`,
    check.value === undefined
      ? '–'
      : formatValue(check.value, check.unit, check.threshold),
    formatThreshold(check.threshold, check.unit),
  ];
}

/** What the numbers of the row do not say already; undefined where they say all. */
export function remarkOf(check: CheckResult): string | undefined {
  const obvious =
    check.verdict === 'passed' &&
    check.measurements.every(it => it.detail?.reported === undefined);
  return obvious ? undefined : check.reason;
}

/** The findings behind a check that did not pass, at most five. */
export function findingsOf(check: CheckResult): {
  items: string[];
  more: number;
} {
  if (check.verdict === 'passed') return { items: [], more: 0 };
  const details = check.measurements.map(measurement => measurement.detail);
  const items = details.flatMap(detail => detail?.items ?? []).slice(0, 5);
  const count = details.reduce((sum, it) => sum + (it?.itemCount ?? 0), 0);
  return { items, more: Math.max(0, count - items.length) };
}
