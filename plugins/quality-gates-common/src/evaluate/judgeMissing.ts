import type { CheckDefinition, ReportProblem } from '../types';
import type { Judgement } from './Judgement';
import { expectedReport } from './expectedReport';
import { isHarmless, sentenceOf } from './reportProblems';

/** Says why a check has nothing to judge: no report (inconclusive), or one that cannot be read (error). */
export function judgeMissing(
  check: CheckDefinition,
  missing: readonly string[],
  unreadable: readonly ReportProblem[],
  problems: readonly ReportProblem[],
): Judgement {
  // A file nobody can identify may be the very report that is missing.
  const unknown = problems.filter(
    problem => problem.format === undefined && !isHarmless(problem),
  );
  const suspects = unreadable.length > 0 ? unreadable : unknown;
  const noData = suspects.every(problem => problem.code === 'no-data');
  if (suspects.length > 0 && !noData) {
    return {
      verdict: 'error',
      reasonCode: 'unreadable',
      reason: `No ${missing.join(' or ')}: ${sentenceOf(suspects)}`,
      problems: [...suspects],
    };
  }
  return {
    verdict: 'inconclusive',
    reasonCode: 'missing',
    reason:
      suspects.length > 0
        ? `No ${missing.join(' or ')}: ${sentenceOf(suspects)}`
        : `No report with ${missing.join(' or ')} was found; ${expectedReport(
            missing.length > 0 ? missing : check.measurements,
          )} is expected.`,
    ...(suspects.length > 0 ? { problems: [...suspects] } : {}),
  };
}
