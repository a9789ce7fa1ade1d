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

interface RolloutAbout extends Record<string, string> {
  version: string;
  environment: string;
}

function reasonOf(
  input: SummarizeRolloutInput,
  events: ReadEvent[],
  failedChecks: number,
): Sentence | undefined {
  const { facts, canary, environmentTitle } = input;
  const about = {
    version: canary?.label ?? facts.canaryTag ?? facts.name,
    environment: environmentTitle,
  };
  const run = eventsOfRun(events);
  if (facts.phase === 'failed') {
    return stoppedReason(about, run, failedChecks, facts.message);
  }
  // Only what is true now: a halt that was followed by an advance is over.
  const newest = run.find(({ parsed }) => parsed.kind !== 'other');
  if (!isRolloutActive(facts.phase) || !newest) return undefined;
  if (newest.parsed.kind === 'waiting') {
    return {
      code: 'canary-waiting',
      params: about,
      text: `${canaryOf(about)} waits for an approval.`,
    };
  }
  return newest.parsed.kind === 'halt'
    ? haltedReason(about, newest, facts)
    : undefined;
}

function canaryOf({ version, environment }: RolloutAbout) {
  return `Canary of ${version} in ${environment}`;
}

function stoppedReason(
  about: RolloutAbout,
  run: ReadEvent[],
  failedChecks: number,
  message: string | undefined,
): Sentence {
  const violations = run.flatMap(({ parsed }) => parsed.violation ?? []);
  const [violation] = violations;
  if (violation) {
    const checks = failedChecks || violations.length;
    return {
      code: 'canary-stopped-metric',
      params: { ...about, ...violationParams(violation), checks },
      text: `${canaryOf(about)} stopped: ${violationText(
        violation,
      )} for ${checks} ${checks === 1 ? 'check' : 'checks'}.`,
    };
  }
  const why = flaggerEventText(
    wordsOfStop(run) ?? message ?? 'no reason was given',
  );
  return {
    code: 'canary-stopped',
    params: { ...about, message: why },
    text: `${canaryOf(about)} stopped: ${why}`,
  };
}

/** That checks failed is no reason: then it is what Flagger warned of last, e.g. that it could not measure. */
function wordsOfStop(run: ReadEvent[]): string | undefined {
  const said = (kind: ParsedRolloutEvent['kind']) =>
    run.find(({ parsed }) => parsed.kind === kind);
  const giveUp = said('rolling-back');
  const warning = run.find(
    ({ type, parsed }) => type === 'warning' && parsed.kind === 'other',
  );
  const cause =
    giveUp && giveUp.parsed.failedChecks === undefined
      ? giveUp
      : said('halt') ?? warning ?? giveUp;
  return cause?.message;
}

function haltedReason(
  about: RolloutAbout,
  { message, parsed: { violation } }: ReadEvent,
  { failedChecks, threshold }: RolloutFacts,
): Sentence {
  if (violation) {
    return {
      code: 'canary-halted-metric',
      params: {
        ...about,
        ...violationParams(violation),
        checks: failedChecks,
        threshold,
      },
      text: `${canaryOf(about)} is halted: ${violationText(
        violation,
      )}, failed checks ${failedChecks} of ${threshold}.`,
    };
  }
  const why = flaggerEventText(message);
  return {
    code: 'canary-halted',
    params: { ...about, message: why },
    text: `${canaryOf(about)} is halted: ${why}`,
  };
}

/** What both versions measured, and whether it is good enough. */
function measured(
  { name, unit, threshold }: RolloutFacts['metrics'][number],
  { metrics, counts }: RolloutSamples,
  neverSince: string,
): Rollout['metrics'][number] {
  const { canary = [], stable = [] } = metrics[name] ?? {};
  const values = {
    canary: latest(canary, neverSince),
    stable: latest(stable, neverSince),
  };
  return {
    name,
    unit,
    threshold,
    ...values,
    ...judgeMetric({ name, unit, threshold, ...values, counts }),
    canarySeries: series(canary),
    stableSeries: series(stable),
  };
}

const timelineEvent = ({
  at,
  type,
  message,
  parsed,
}: ReadEvent): RolloutEvent => ({
  at,
  type,
  message: flaggerEventText(message),
  kind: parsed.kind,
  ...(parsed.weight === undefined ? {} : { weight: parsed.weight }),
});

/** What the mesh really does, where it is known. */
function routed({
  routeWeight,
  reportedWeight,
}: RolloutFacts): Pick<Rollout, 'weight' | 'routeAgrees'> {
  return routeWeight === undefined
    ? { routeAgrees: true }
    : { weight: routeWeight, routeAgrees: routeWeight === reportedWeight };
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
  const { facts, samples, startedAt } = input;
  const events = input.events
    .map(event => ({ ...event, parsed: parseFlaggerEvent(event.message) }))
    .sort((a, b) => b.at.localeCompare(a.at));
  const failedChecks = failedChecksOf(input, events);
  // Not "now", where it can be avoided: the same facts shall give the same answer.
  const neverSince = startedAt ?? facts.lastTransitionAt ?? now.toISOString();
  const active = isRolloutActive(facts.phase);
  return {
    name: facts.name,
    phase: facts.phase,
    active,
    ...routed(facts),
    reportedWeight: facts.reportedWeight,
    maxWeight: facts.maxWeight,
    stepWeight: facts.stepWeights[0] ?? 0,
    ...steps(facts, facts.routeWeight ?? facts.reportedWeight),
    failedChecks,
    threshold: facts.threshold,
    intervalSeconds: facts.intervalSeconds,
    metrics: facts.metrics.map(metric => measured(metric, samples, neverSince)),
    timeline: events.slice(0, timelineLength).map(timelineEvent),
    weightSeries: samples.weight,
    ...whereKnown({
      canary: input.canary,
      stable: input.stable,
      canaryReady: active ? facts.canaryReady : undefined,
      startedAt,
      lastTransitionAt: facts.lastTransitionAt,
      reason: reasonOf(input, events, failedChecks),
    }),
  };
}

/** Without the keys that have no value, so that an answer holds only what is known. */
function whereKnown(rollout: Partial<Rollout>): Partial<Rollout> {
  return Object.fromEntries(
    Object.entries(rollout).filter(([, value]) => value !== undefined),
  );
}
