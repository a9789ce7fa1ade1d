import type {
  MeasuredValue,
  MetricVerdict,
  RolloutMetric,
  Sentence,
} from '../types';

/** Requests and failed requests behind a rate, where the metrics system can count them. @public */
export interface RequestCounts {
  requests: number;
  errors: number;
}

/** @public */
export interface MetricJudgementInput {
  name: string;
  unit: RolloutMetric['unit'];
  threshold: RolloutMetric['threshold'];
  canary: MeasuredValue;
  stable: MeasuredValue;
  counts?: { canary?: RequestCounts; stable?: RequestCounts };
}

const numberFormat = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 2,
});
const round = (value: number) => Math.round(value * 100) / 100;

const withUnit = (value: number, unit: RolloutMetric['unit']) =>
  unit === '' || unit === 'count'
    ? numberFormat.format(value)
    : `${numberFormat.format(value)} ${unit}`;

function bound(metric: MetricJudgementInput): string {
  const { min, max } = metric.threshold;
  const parts = [
    ...(min === undefined ? [] : [`min ${withUnit(min, metric.unit)}`]),
    ...(max === undefined ? [] : [`max ${withUnit(max, metric.unit)}`]),
  ];
  return parts.length ? parts.join(', ') : 'no threshold';
}

function countsSentence(
  metric: MetricJudgementInput,
  verdict: MetricVerdict,
): Sentence | undefined {
  const { canary, stable } = metric.counts ?? {};
  if (
    metric.name !== 'request-success-rate' ||
    !canary ||
    canary.requests < 1
  ) {
    return undefined;
  }
  const mine = `${numberFormat.format(canary.errors)} of ${numberFormat.format(
    canary.requests,
  )} canary requests failed`;
  const params = {
    verdict,
    errors: canary.errors,
    requests: canary.requests,
    bound: bound(metric),
  };
  if (!stable || stable.requests < 1) {
    return {
      code: 'metric-counts',
      params,
      text: `${mine} (success rate ${bound(metric)}).`,
    };
  }
  return {
    code: 'metric-counts-compared',
    params: {
      ...params,
      stableErrors: stable.errors,
      stableRequests: stable.requests,
    },
    text: `${mine}, stable ${numberFormat.format(
      stable.errors,
    )} of ${numberFormat.format(stable.requests)} (success rate ${bound(
      metric,
    )}).`,
  };
}

/**
 * Judges the canary's value against its threshold. No data is never a pass and never a failure; an error of the metrics
 * system is neither.
 *
 * @public
 */
export function judgeMetric(metric: MetricJudgementInput): {
  verdict: MetricVerdict;
  reason: Sentence;
} {
  const { canary, name, threshold, unit } = metric;
  if (canary.kind === 'error') {
    return {
      verdict: 'error',
      reason: {
        code: 'metric-error',
        params: { metric: name, message: canary.message },
        text: `${name} could not be measured: ${canary.message}`,
      },
    };
  }
  if (canary.kind === 'no-data') {
    return {
      verdict: 'inconclusive',
      reason: {
        code: 'metric-no-data',
        params: { metric: name },
        text: `No data for ${name}: the canary had no traffic in the measured window.`,
      },
    };
  }
  const tooLow = threshold.min !== undefined && canary.value < threshold.min;
  const tooHigh = threshold.max !== undefined && canary.value > threshold.max;
  const verdict: MetricVerdict = tooLow || tooHigh ? 'failed' : 'passed';
  const counts = countsSentence(metric, verdict);
  if (counts) {
    return { verdict, reason: counts };
  }
  return {
    verdict,
    reason: {
      code: verdict === 'failed' ? 'metric-outside' : 'metric-within',
      params: {
        metric: name,
        value: round(canary.value),
        unit,
        bound: bound(metric),
      },
      text: `${name} is ${withUnit(canary.value, unit)} (${bound(metric)}).`,
    },
  };
}
