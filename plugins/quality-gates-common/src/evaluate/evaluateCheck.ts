import type { CheckDefinition, CheckResult, ReportProblem } from '../types';
import { aggregate } from './aggregate';
import type { GateFacts } from './GateFacts';
import type { Judgement } from './Judgement';
import { judgeFreshness } from './judgeFreshness';
import { judgeMissing } from './judgeMissing';
import { judgeValue } from './judgeValue';
import { mayFeed } from './mayFeed';
import { isHarmless } from './reportProblems';
import { unitOfMeasurement } from './unitOfMeasurement';

/** The part of a CI run that brings a check's reports where the check names none. */
const firstPart = 'main';

/** Judges one check: passed, failed, inconclusive (not known) or error (could not be read). */
export function evaluateCheck(
  check: CheckDefinition,
  facts: GateFacts,
  now: Date,
): CheckResult {
  const base = {
    id: check.id,
    title: check.title,
    group: check.group,
    blocking: check.blocking,
    threshold: check.threshold,
    unit: unitOfMeasurement(check.measurements[0]),
  };
  const pending = judgePending(check, facts.pendingParts ?? []);
  if (pending) return { ...base, measurements: [], ...pending };

  const problems = facts.problems.filter(it => it.scope === check.scope);
  const unreadable = unreadableFor(check, problems);
  const result = aggregate(check, facts.measurements);
  if ('aggregate' in result) {
    const { value, unit, measurements } = result.aggregate;
    return {
      ...base,
      value,
      unit,
      measurements,
      ...(judgeFreshness(check, measurements, facts.commit, now) ??
        judgeValue(check, result.aggregate, unreadable)),
    };
  }
  if ('mixed' in result) {
    return {
      ...base,
      measurements: [],
      verdict: 'error',
      reasonCode: 'contradictory',
      reason: `${check.title} cannot be judged: ${result.mixed}.`,
    };
  }
  return {
    ...base,
    measurements: [],
    ...judgeMissing(check, result.missing, unreadable, problems),
  };
}

/** Nothing is said of a check before all of its reports can be there. */
function judgePending(
  check: CheckDefinition,
  pendingParts: readonly string[],
): Judgement | undefined {
  const part = check.part ?? firstPart;
  return pendingParts.includes(part)
    ? {
        verdict: 'inconclusive',
        reasonCode: 'pending',
        reason: `The part "${part}" of the CI run has not come yet.`,
      }
    : undefined;
}

function unreadableFor(
  check: CheckDefinition,
  problems: readonly ReportProblem[],
): ReportProblem[] {
  return problems.filter(
    problem =>
      !isHarmless(problem) &&
      problem.format !== undefined &&
      mayFeed(problem.format, check),
  );
}
