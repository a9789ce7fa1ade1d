import {
  formatThreshold,
  formatValue,
  type CheckResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import { verdictWords } from './verdictWords';

/** Columns of the table, the same in text and Markdown. */
export const columns = ['Verdict', 'Check', 'Value', 'Required', 'Reason'];

export function checkRow(check: CheckResult): string[] {
  return [
    verdictWords[check.verdict],
    check.blocking ? check.title : `${check.title} (advisory)`,
    check.value === undefined ? '–' : formatValue(check.value, check.unit),
    formatThreshold(check.threshold, check.unit ?? unitOf(check)),
    check.reason,
  ];
}

/** A check without a value still shows its threshold with the right unit. */
function unitOf(check: CheckResult): CheckResult['unit'] {
  if (check.group === 'coverage') return 'percent';
  return check.group === 'performance' ? 'seconds' : undefined;
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
