import type {
  CheckDefinition,
  CheckResult,
  Measurement,
  ReportProblem,
} from '../types';
import { groupOfFormat } from '../reports/reportFormats';
import { aggregate, type Aggregate } from './aggregate';
import type { Judgement } from './Judgement';
import { judgeMissing } from './judgeMissing';
import { isHarmless, sentenceOf } from './reportProblems';
import { formatValue } from './formatValue';
import { asksForPresence, formatThreshold, missOf } from './threshold';

/** Judges one check: passed, failed, inconclusive (not known) or error (could not be read). */
export function evaluateCheck(
  check: CheckDefinition,
  measurements: readonly Measurement[],
  problems: readonly ReportProblem[],
  now: Date,
): CheckResult {
  const base = {
    id: check.id,
    title: check.title,
    group: check.group,
    blocking: check.blocking,
    threshold: check.threshold,
  };
  const unreadable = problems.filter(
    problem =>
      !isHarmless(problem) &&
      problem.format !== undefined &&
      groupOfFormat(problem.format) === check.group,
  );
  const result = aggregate(check, measurements);
  if ('aggregate' in result) {
    const { value, unit, measurements: used } = result.aggregate;
    return {
      ...base,
      value,
      unit,
      measurements: used,
      ...judge(check, result.aggregate, unreadable, now),
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

function judge(
  check: CheckDefinition,
  aggregated: Aggregate,
  unreadable: readonly ReportProblem[],
  now: Date,
): Judgement {
  const { value, unit, reported, measurements } = aggregated;
  const shown = formatValue(value, unit);
  const limit = formatThreshold(check.threshold, unit);
  const miss = missOf(value, check.threshold);
  const stated = reported === undefined ? '' : formatValue(reported, unit);

  if (typeof value === 'number' && !Number.isFinite(value)) {
    return {
      verdict: 'error',
      reasonCode: 'unreadable',
      reason: 'The value is not a number.',
    };
  }
  const age = oldestAgeSeconds(measurements, now);
  if (
    check.maxAgeSeconds !== undefined &&
    age !== undefined &&
    age > check.maxAgeSeconds
  ) {
    return {
      verdict: 'inconclusive',
      reasonCode: 'stale',
      reason: `The report is ${formatAge(age)} old; at most ${formatAge(
        check.maxAgeSeconds,
      )} is allowed.`,
    };
  }
  if (
    reported !== undefined &&
    (missOf(reported, check.threshold) === undefined) !== (miss === undefined)
  ) {
    return {
      verdict: 'inconclusive',
      reasonCode: 'contradictory',
      reason: `The report contradicts itself: its lines give ${shown}, its own total ${stated}, and ${limit} lies between them.`,
    };
  }
  const remark =
    reported === undefined
      ? ''
      : ` The report's own total says ${stated}; what it lists is used.`;
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
    };
  }
  return {
    verdict: 'passed',
    reasonCode: 'passed',
    reason: asksForPresence(check.threshold)
      ? `It is present.${remark}`
      : `${shown} meets ${limit}.${remark}`,
  };
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
