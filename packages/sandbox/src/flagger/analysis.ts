import { CanaryMetric, webhooksOf } from './canary-definition';
import { formatDuration } from './duration';
import { askWebhook } from './gates';
import { MetricAnswer, Steps } from './step';
import { event, qualified, Tick } from './tick';

/** Webhooks of type rollout, then the metrics; the first that fails ends it. */
export function* runAnalysis(tick: Tick): Steps<boolean> {
  for (const webhook of webhooksOf(tick.canary, 'rollout')) {
    const answer = yield* askWebhook(tick, webhook, 'Progressing');
    if (!answer.ok) {
      yield* event(
        tick,
        'Warning',
        `Halt ${qualified(tick)} advancement external check ${
          webhook.name
        } failed ${answer.text}`,
      );
      return false;
    }
  }
  // Flagger looks at the built-in metrics first, then at the templates, each in the order of the spec.
  const builtIn = tick.canary.metrics.filter(metric => !metric.templateRef);
  const custom = tick.canary.metrics.filter(metric => metric.templateRef);
  for (const metric of [...builtIn, ...custom]) {
    const answer = yield { ask: 'metric', metric };
    if (!answer || !('kind' in answer)) {
      throw new TypeError('a metric question needs a metric answer');
    }
    const problem = metricProblem(tick, metric, answer);
    if (problem) {
      yield* event(tick, 'Warning', problem);
      return false;
    }
  }
  return true;
}

/** Flagger's sentence about a metric that does not pass; undefined = it passes. */
export function metricProblem(
  tick: Tick,
  metric: CanaryMetric,
  answer: MetricAnswer,
): string | undefined {
  if (answer.kind === 'error') {
    return metric.templateRef
      ? `Metric query failed for ${metric.name}: ${answer.text}`
      : `Prometheus query failed: ${answer.text}`;
  }
  if (answer.kind === 'none') {
    return noValues(tick, metric);
  }
  const { measured, limit } = wording(metric);
  const broken = brokenBound(metric, answer.value);
  return (
    broken &&
    `Halt ${qualified(tick)} advancement ${measured(answer.value)} ${
      broken.sign
    } ${limit(broken.bound)}`
  );
}

function brokenBound(
  { name, min, max, threshold = 0 }: CanaryMetric,
  value: number,
): { sign: '<' | '>'; bound: number } | undefined {
  const below = (bound: number) =>
    value < bound ? { sign: '<' as const, bound } : undefined;
  const above = (bound: number) =>
    value > bound ? { sign: '>' as const, bound } : undefined;
  if (min === undefined && max === undefined) {
    return name === 'request-success-rate'
      ? below(threshold)
      : above(threshold);
  }
  return (
    (min === undefined ? undefined : below(min)) ??
    (max === undefined ? undefined : above(max))
  );
}

function noValues(tick: Tick, metric: CanaryMetric): string {
  if (metric.templateRef) {
    return `Halt advancement no values found for custom metric: ${metric.name}: no values found`;
  }
  if (metric.query) {
    return `Halt advancement no values found for metric: ${metric.name}`;
  }
  const where = `${tick.canary.provider} metric ${
    metric.name
  } probably ${qualified(
    tick,
    tick.canary.targetName,
  )} is not receiving traffic`;
  const why =
    metric.name === 'request-success-rate'
      ? ': running query failed: no values found'
      : '';
  return `Halt advancement no values found for ${where}${why}`;
}

function wording(metric: CanaryMetric): {
  measured(value: number): string;
  limit(bound: number): string;
} {
  if (metric.name === 'request-success-rate') {
    return {
      measured: value => `success rate ${value.toFixed(2)}%`,
      limit: bound => `${bound}%`,
    };
  }
  if (metric.name === 'request-duration') {
    return {
      measured: value => `request duration ${formatDuration(value)}`,
      limit: bound => formatDuration(bound),
    };
  }
  return {
    measured: value => `${metric.name} ${value.toFixed(2)}`,
    limit: bound => `${bound}`,
  };
}
