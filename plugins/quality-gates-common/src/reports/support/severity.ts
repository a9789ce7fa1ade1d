import { asString } from './json';

/** `negligible` is below low: Grype's Negligible, npm's info, a score of 0. It is shown only where found. */
export const severities = [
  'critical',
  'high',
  'medium',
  'low',
  'unknown',
  'negligible',
] as const;
export type Severity = (typeof severities)[number];

const otherNames: Record<string, Severity> = {
  moderate: 'medium',
  info: 'negligible',
  informational: 'negligible',
  none: 'negligible',
};

/** The severity a scanner names; a word nobody knows is `unknown`, never harmless. */
export function severityNamed(name: unknown): Severity {
  const word = asString(name)?.trim().toLowerCase() ?? '';
  if (Object.hasOwn(otherNames, word)) return otherNames[word];
  return severities.find(severity => severity === word) ?? 'unknown';
}

/** The bands of CVSS 3 and 4, which GitHub also uses for `security-severity`. */
export function severityOfScore(score: number | undefined): Severity {
  if (score === undefined || score < 0 || score > 10) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'negligible';
}

/** Of several ratings of one vulnerability the worst counts; one that is not known says nothing. */
export function worstSeverity(all: readonly Severity[]): Severity {
  return (
    severities.find(
      severity => severity !== 'unknown' && all.includes(severity),
    ) ?? 'unknown'
  );
}
