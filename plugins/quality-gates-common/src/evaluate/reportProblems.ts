import type { ReportProblem } from '../types';

const harmless = ['contradictory', 'invalid-value'];

/** True when the numbers of the report count all the same. */
export function isHarmless(problem: ReportProblem): boolean {
  return harmless.includes(problem.code);
}

export function sentenceOf(problems: readonly ReportProblem[]): string {
  const [first, ...rest] = problems;
  const more = rest.length > 0 ? ` (and ${rest.length} more)` : '';
  return `${first.file} cannot be used${more}: ${first.message}`;
}
