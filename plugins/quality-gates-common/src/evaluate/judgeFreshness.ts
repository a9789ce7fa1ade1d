import type { CheckDefinition, Measurement } from '../types';
import type { Judgement } from './Judgement';

/** Says why a report does not speak of this commit today: made for another one, or too old. */
export function judgeFreshness(
  check: CheckDefinition,
  measurements: readonly Measurement[],
  commit: string | undefined,
  now: Date,
): Judgement | undefined {
  const other = measurements.find(
    it => commit && it.commit && !isSameCommit(it.commit, commit),
  );
  if (other?.commit && commit) {
    return {
      verdict: 'inconclusive',
      reasonCode: 'other-commit',
      reason: `${other.source.file} was made for commit ${short(
        other.commit,
      )}, not for ${short(commit)}.`,
    };
  }
  const { maxAgeSeconds } = check;
  const age = oldestAgeSeconds(measurements, now);
  if (
    maxAgeSeconds === undefined ||
    age === undefined ||
    age <= maxAgeSeconds
  ) {
    return undefined;
  }
  return {
    verdict: 'inconclusive',
    reasonCode: 'stale',
    reason: `The report is ${formatAge(age)} old; at most ${formatAge(
      maxAgeSeconds,
    )} is allowed.`,
  };
}

/** A tool may know only the beginning of the SHA. */
function isSameCommit(one: string, other: string): boolean {
  const length = Math.max(7, Math.min(one.length, other.length));
  const begin = (it: string) => it.slice(0, length).toLocaleLowerCase('en-US');
  return begin(one) === begin(other);
}

function short(commit: string): string {
  return commit.slice(0, 7);
}

function oldestAgeSeconds(
  measurements: readonly Measurement[],
  now: Date,
): number | undefined {
  const ages = measurements
    .map(it => (now.getTime() - Date.parse(it.generatedAt ?? '')) / 1000)
    .filter(age => Number.isFinite(age));
  return ages.length === 0 ? undefined : Math.max(...ages);
}

function formatAge(seconds: number): string {
  if (seconds >= 2 * 86_400) return `${Math.floor(seconds / 86_400)} days`;
  if (seconds >= 2 * 3_600) return `${Math.floor(seconds / 3_600)} hours`;
  return `${Math.floor(seconds / 60)} minutes`;
}
