import type { CheckDefinition, ReportProblem } from '../types';
import type { Aggregate } from './aggregate';
import { formatValue } from './formatValue';
import type { Judgement } from './Judgement';
import { sentenceOf } from './reportProblems';
import { asksForPresence, formatThreshold, missOf } from './threshold';

/** Holds a fresh value against its threshold. */
export function judgeValue(
  { threshold }: CheckDefinition,
  { value, unit, reported }: Aggregate,
  unreadable: readonly ReportProblem[],
): Judgement {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    return {
      verdict: 'error',
      reasonCode: 'unreadable',
      reason: 'The value is not a number.',
    };
  }
  const shown = formatValue(value, unit, threshold);
  const limit = formatThreshold(threshold, unit);
  const miss = missOf(value, threshold);
  const stated =
    reported === undefined ? '' : formatValue(reported, unit, threshold);
  if (
    reported !== undefined &&
    (missOf(reported, threshold) === undefined) !== (miss === undefined)
  ) {
    return {
      verdict: 'inconclusive',
      reasonCode: 'contradictory',
      reason: `The report contradicts itself: its lines give ${shown}, its own total ${stated}, and ${limit} lies between them.`,
    };
  }
  const remark = stated
    ? ` The report's own total says ${stated}; what it lists is used.`
    : '';
  if (miss) {
    return {
      verdict: 'failed',
      reasonCode: miss,
      reason: `${shown} is not ${limit}.${remark}`,
    };
  }
  if (unreadable.length > 0) {
    return {
      verdict: 'error',
      reasonCode: 'unreadable',
      reason: `${shown} so far, but ${sentenceOf(unreadable)}`,
      problems: [...unreadable],
    };
  }
  return {
    verdict: 'passed',
    reasonCode: 'passed',
    reason: asksForPresence(threshold)
      ? `It is present.${remark}`
      : `${shown} meets ${limit}.${remark}`,
  };
}
