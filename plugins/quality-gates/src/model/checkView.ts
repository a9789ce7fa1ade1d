import type {
  CheckGroup,
  CheckResult,
  Threshold,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Words } from '../hooks/useWords';
import { find } from './find';
import { formatMeasured, roundingOf } from './format';

/** @internal */
export const groupKeys = {
  coverage: 'group.coverage',
  security: 'group.security',
  performance: 'group.performance',
  'code-quality': 'group.codeQuality',
  accessibility: 'group.accessibility',
  tests: 'group.tests',
} as const satisfies Record<CheckGroup, string>;

const judgedKeys = {
  passed: 'reason.passed',
  'below-minimum': 'reason.belowMinimum',
  'above-maximum': 'reason.aboveMaximum',
  'not-equal': 'reason.notEqual',
} as const;

const unclearKeys = {
  pending: 'reason.pending',
  missing: 'reason.missing',
  stale: 'reason.stale',
  'other-commit': 'reason.otherCommit',
  contradictory: 'reason.contradictory',
  unreadable: 'reason.unreadable',
} as const;

type Judged = Pick<CheckResult, 'value' | 'unit' | 'threshold'>;

/** "88.4 %", or nothing where there was nothing to judge. @internal */
export const valueText = (
  { value, unit, threshold }: Judged,
  { language }: Pick<Words, 'language'>,
): string | undefined =>
  value === undefined
    ? undefined
    : formatMeasured(value, unit, language, roundingOf(threshold));

/** Only that there is a report is asked for. */
function asksForPresence(threshold: Threshold): boolean {
  const { min, ...others } = threshold;
  return min === 0 && Object.values(others).every(bound => bound === undefined);
}

const bounds = [
  ['min', 'limit.min'],
  ['above', 'limit.above'],
  ['max', 'limit.max'],
] as const;

/** "min 85 %", "max 0". @internal */
export function limitText(
  { threshold, unit }: Pick<CheckResult, 'threshold' | 'unit'>,
  { t, language }: Pick<Words, 't' | 'language'>,
): string {
  if (asksForPresence(threshold)) return t('check.present');
  const parts = bounds.flatMap(([bound, key]): string[] => {
    const limit = threshold[bound];
    return limit === undefined
      ? []
      : [t(key, { value: formatMeasured(limit, unit, language) })];
  });
  const { equals } = threshold;
  if (equals !== undefined) parts.push(t('limit.equals', { value: equals }));
  return parts.join(' · ');
}

/** Whose English sentence says how old, for which commit or which numbers. */
const told = ['stale', 'other-commit', 'contradictory'];

/** Why, in the reader's language; in English the backend's own words where they know more. @internal */
export function reasonText(
  check: CheckResult,
  words: Pick<Words, 't' | 'language'>,
): string {
  const { t, language } = words;
  if (language === 'en' && told.includes(check.reasonCode)) return check.reason;
  const unclear = find(unclearKeys, check.reasonCode);
  if (unclear) return t(unclear);
  const judged = find(judgedKeys, check.reasonCode);
  const value = valueText(check, words);
  if (!judged || value === undefined) return check.reason;
  return asksForPresence(check.threshold) && judged === 'reason.passed'
    ? t('reason.present')
    : t(judged, { value, limit: limitText(check, words) });
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

/** Where a value comes from. */
interface CheckSource {
  file: string;
  /** "Trivy 0.58". */
  tool?: string;
  generatedAt?: string;
  commit?: string;
}

/** The files a check was judged by, each once. @internal */
export function sourcesOf(check: CheckResult): CheckSource[] {
  const byFile = new Map<string, CheckSource>();
  for (const { source, generatedAt, commit } of check.measurements) {
    const tool = [source.tool, source.toolVersion].filter(Boolean).join(' ');
    byFile.set(source.file, {
      file: source.file,
      ...(tool ? { tool } : {}),
      ...(generatedAt ? { generatedAt } : {}),
      ...(commit ? { commit } : {}),
    });
  }
  return [...byFile.values()];
}
