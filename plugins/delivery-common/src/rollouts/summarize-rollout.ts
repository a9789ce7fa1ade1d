import type {
  MeasuredValue,
  Rollout,
  RolloutEvent,
  Sentence,
  Version,
} from '../types';
import { judgeMetric } from './judge-metric';
import {
  ParsedRolloutEvent,
  RolloutViolation,
  flaggerEventText,
  parseFlaggerEvent,
} from './parse-flagger-event';
import {
  MetricSample,
  RolloutEventFact,
  RolloutFacts,
  RolloutSamples,
  isRolloutActive,
} from './rollout-facts';

/** @public */
export interface SummarizeRolloutInput {
  facts: RolloutFacts;
  canary?: Version;
  stable?: Version;
  /** Title of the environment, for sentences. */
  environmentTitle: string;
  startedAt?: string;
  samples: RolloutSamples;
  /** Any order. */
  events: RolloutEventFact[];
}

const timelineLength = 50;

function latest(samples: MetricSample[], neverSince: string): MeasuredValue {
  const last = samples.at(-1);
  if (!last) {
    return { kind: 'no-data', at: neverSince };
  }
  const { at, ...rest } = last;
  return { ...rest, at: new Date(at).toISOString() };
}

const series = (samples: MetricSample[]): Array<[number, number | null]> =>
  samples.map(sample => [
    sample.at,
    sample.kind === 'number' ? sample.value : null,
  ]);

function steps(
  facts: RolloutFacts,
  weight: number,
): { step: number; steps: number } {
  if (facts.iterations) {
    return { step: facts.iterations.done, steps: facts.iterations.total };
  }
  return {
    step: facts.stepWeights.filter(stepWeight => stepWeight <= weight).length,
    steps: facts.stepWeights.length,
  };
}

function violationText(violation: RolloutViolation): string {
  const unit = violation.unit ? ` ${violation.unit}` : '';
  const bound = violation.comparison === '<' ? 'min' : 'max';
  return `${violation.metric} ${violation.value}${unit} (${bound} ${violation.limit}${unit})`;
}

const violationParams = (violation: RolloutViolation) => ({
  metric: violation.metric,
  value: violation.value,
  unit: violation.unit,
  bound: violation.comparison === '<' ? 'min' : 'max',
  limit: violation.limit,
});

type ReadEvent = RolloutEventFact & { parsed: ParsedRolloutEvent };

// Events of the run, newest first: everything since the last "new revision".
function eventsOfRun(events: ReadEvent[]): ReadEvent[] {
  const start = events.findIndex(
    ({ parsed }) => parsed.kind === 'new-revision',
  );
  return start === -1 ? events : events.slice(0, start + 1);
}

/** Flagger forgets them when it gives up; what was seen before, and its own event, do not. */
function failedChecksOf(
  { facts, samples }: SummarizeRolloutInput,
  events: ReadEvent[],
): number {
  if (isRolloutActive(facts.phase)) {
    return facts.failedChecks;
  }
  return Math.max(
    facts.failedChecks,
    samples.failedChecks ?? 0,
    ...eventsOfRun(events).map(({ parsed }) => parsed.failedChecks ?? 0),
  );
}

function reasonOf(
  input: SummarizeRolloutInput,
  events: ReadEvent[],
  failedChecks: number,
): Sentence | undefined {
  const { facts, canary, environmentTitle } = input;
  const version = canary?.label ?? facts.canaryTag ?? facts.name;
  const run = eventsOfRun(events);
  const halt = run.find(({ parsed }) => parsed.kind === 'halt');
  const violation = run.find(({ parsed }) => parsed.violation)?.parsed
    .violation;
  const about = { version, environment: environmentTitle };
  if (facts.phase === 'failed') {
    const cause = run.find(({ parsed }) => parsed.kind === 'rolling-back');
    const checks = failedChecks || run.filter(e => e.parsed.violation).length;
    if (violation) {
      return {
        code: 'canary-stopped-metric',
        params: { ...about, ...violationParams(violation), checks },
        text: `Canary of ${version} in ${environmentTitle} stopped: ${violationText(
          violation,
        )}${
          checks ? ` for ${checks} ${checks === 1 ? 'check' : 'checks'}` : ''
        }.`,
      };
    }
    const why = flaggerEventText(
      cause?.message ?? halt?.message ?? facts.message ?? 'no reason was given',
    );
    return {
      code: 'canary-stopped',
      params: { ...about, message: why },
      text: `Canary of ${version} in ${environmentTitle} stopped: ${why}`,
    };
  }
  // Only what is true now: a halt that was followed by an advance is over.
  const newest = run.find(({ parsed }) => parsed.kind !== 'other');
  if (!isRolloutActive(facts.phase) || !newest) {
    return undefined;
  }
  if (newest.parsed.kind === 'waiting') {
    return {
      code: 'canary-waiting',
      params: about,
      text: `Canary of ${version} in ${environmentTitle} waits for an approval.`,
    };
  }
  if (newest.parsed.kind !== 'halt') {
    return undefined;
  }
  if (newest.parsed.violation) {
    return {
      code: 'canary-halted-metric',
      params: {
        ...about,
        ...violationParams(newest.parsed.violation),
        checks: facts.failedChecks,
        threshold: facts.threshold,
      },
      text: `Canary of ${version} in ${environmentTitle} is halted: ${violationText(
        newest.parsed.violation,
      )}, failed checks ${facts.failedChecks} of ${facts.threshold}.`,
    };
  }
  return {
    code: 'canary-halted',
    params: { ...about, message: flaggerEventText(newest.message) },
    text: `Canary of ${version} in ${environmentTitle} is halted: ${flaggerEventText(
      newest.message,
    )}`,
  };
}

/**
 * The rollout as people see it: each metric with its verdict and the sentence why, real weight beside reported weight,
 * timeline newest first.
 *
 * @public
 */
export function summarizeRollout(
  input: SummarizeRolloutInput,
  now: Date,
): Rollout {
  const { facts, samples } = input;
  const events = input.events
    .map(event => ({ ...event, parsed: parseFlaggerEvent(event.message) }))
    .sort((a, b) => b.at.localeCompare(a.at));
  const weight = facts.routeWeight ?? facts.reportedWeight;
  const failedChecks = failedChecksOf(input, events);
  const reason = reasonOf(input, events, failedChecks);
  // Not "now", where it can be avoided: the same facts shall give the same answer.
  const neverSince =
    input.startedAt ?? facts.lastTransitionAt ?? now.toISOString();
  return {
    name: facts.name,
    phase: facts.phase,
    active: isRolloutActive(facts.phase),
    ...(input.canary ? { canary: input.canary } : {}),
    ...(input.stable ? { stable: input.stable } : {}),
    ...(facts.routeWeight === undefined ? {} : { weight: facts.routeWeight }),
    reportedWeight: facts.reportedWeight,
    routeAgrees:
      facts.routeWeight === undefined ||
      facts.routeWeight === facts.reportedWeight,
    maxWeight: facts.maxWeight,
    stepWeight: facts.stepWeights[0] ?? 0,
    ...steps(facts, weight),
    failedChecks,
    threshold: facts.threshold,
    ...(facts.canaryReady === undefined || !isRolloutActive(facts.phase)
      ? {}
      : { canaryReady: facts.canaryReady }),
    intervalSeconds: facts.intervalSeconds,
    ...(input.startedAt ? { startedAt: input.startedAt } : {}),
    ...(facts.lastTransitionAt
      ? { lastTransitionAt: facts.lastTransitionAt }
      : {}),
    metrics: facts.metrics.map(({ name, unit, threshold }) => {
      const { canary = [], stable = [] } = samples.metrics[name] ?? {};
      const values = {
        canary: latest(canary, neverSince),
        stable: latest(stable, neverSince),
      };
      return {
        name,
        unit,
        threshold,
        ...values,
        ...judgeMetric({
          name,
          unit,
          threshold,
          ...values,
          counts: samples.counts,
        }),
        canarySeries: series(canary),
        stableSeries: series(stable),
      };
    }),
    timeline: events.slice(0, timelineLength).map(
      ({ at, type, message, parsed }): RolloutEvent => ({
        at,
        type,
        message: flaggerEventText(message),
        kind: parsed.kind,
        ...(parsed.weight === undefined ? {} : { weight: parsed.weight }),
      }),
    ),
    weightSeries: samples.weight,
    ...(reason ? { reason } : {}),
  };
}
