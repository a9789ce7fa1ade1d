import {
  type CheckGroup,
  type CheckResult,
  formatValue,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Words } from '../hooks/useWords';

/** @internal */
export const verdictKeys = {
  passed: 'verdict.passed',
  failed: 'verdict.failed',
  inconclusive: 'verdict.inconclusive',
  error: 'verdict.error',
} as const satisfies Record<Verdict, string>;

/** @internal */
export const groupKeys = {
  coverage: 'group.coverage',
  security: 'group.security',
  performance: 'group.performance',
  'code-quality': 'group.codeQuality',
  accessibility: 'group.accessibility',
  tests: 'group.tests',
} as const satisfies Record<CheckGroup, string>;

/** Why a check is neither passed nor failed, in one word. */
const unclearKeys = {
  missing: 'check.missing',
  stale: 'check.stale',
  contradictory: 'check.contradictory',
  unreadable: 'check.unreadable',
} as const;

const reasonKeys = {
  passed: 'reason.passed',
  'below-minimum': 'reason.belowMinimum',
  'above-maximum': 'reason.aboveMaximum',
  'not-equal': 'reason.notEqual',
} as const;

const find = <T>(map: { [key: string]: T }, key: string): T | undefined =>
  Object.hasOwn(map, key) ? map[key] : undefined;

/** The word of a check's state: missing and out of date are told apart from failed. @internal */
export function stateWord(check: CheckResult, { t }: Pick<Words, 't'>): string {
  const unclear =
    check.verdict === 'inconclusive' || check.verdict === 'error'
      ? find(unclearKeys, check.reasonCode)
      : undefined;
  return t(unclear ?? verdictKeys[check.verdict]);
}

/** "88.4 %", or nothing where there was nothing to judge. @internal */
export const valueText = (check: CheckResult): string | undefined =>
  check.value === undefined ? undefined : formatValue(check.value, check.unit);

/** "min 85 %", "max 0". @internal */
export function limitText(
  { threshold, unit }: Pick<CheckResult, 'threshold' | 'unit'>,
  { t }: Pick<Words, 't'>,
): string {
  const { min, above, max, equals } = threshold;
  if (
    min === 0 &&
    above === undefined &&
    max === undefined &&
    equals === undefined
  ) {
    return t('check.present');
  }
  return [
    min === undefined
      ? undefined
      : t('limit.min', { value: formatValue(min, unit) }),
    above === undefined
      ? undefined
      : t('limit.above', { value: formatValue(above, unit) }),
    max === undefined
      ? undefined
      : t('limit.max', { value: formatValue(max, unit) }),
    equals === undefined ? undefined : t('limit.equals', { value: equals }),
  ]
    .filter(part => part !== undefined)
    .join(' · ');
}

/** Why, in the reader's language; in English the backend's own words, which know more. @internal */
export function reasonText(
  check: CheckResult,
  words: Pick<Words, 't' | 'language'>,
): string {
  const { t, language } = words;
  if (language === 'en') return check.reason;
  const value = valueText(check);
  const limit = limitText(check, words);
  const judged = find(reasonKeys, check.reasonCode);
  if (judged === 'reason.passed' && limit === t('check.present')) {
    return t('reason.present');
  }
  if (judged && value !== undefined) return t(judged, { value, limit });
  switch (check.reasonCode) {
    case 'missing':
      return t('reason.missing');
    case 'stale':
      return t('reason.stale');
    case 'contradictory':
      return t('reason.contradictory');
    case 'unreadable':
      return t('reason.unreadable');
    default:
      return check.reason;
  }
}

/** What the value is made of, e.g. the vulnerabilities; and how many more there are. @internal */
export function detailItems(check: CheckResult): {
  items: string[];
  more: number;
} {
  const items = check.measurements.flatMap(({ detail }) => detail?.items ?? []);
  const all = check.measurements.reduce(
    (sum, { detail }) =>
      sum + (detail?.itemCount ?? detail?.items?.length ?? 0),
    0,
  );
  const shown = items.slice(0, 5);
  return { items: shown, more: Math.max(0, all - shown.length) };
}
