import {
  evaluate,
  labelKey,
  Labels,
  METRIC_NAME,
  PromqlError,
  Sample,
} from '../../promql';
import { TimeSeriesDatabase } from '../time-series-database';
import { Rule, RuleGroup } from './rule';

/** An alert whose condition holds for one set of labels. */
export interface ActiveAlert {
  labels: Labels;
  state: 'pending' | 'firing';
  /** Unix milliseconds. */
  activeAt: number;
  value: number;
}

/** A rule and what its last evaluation said. */
export interface RuleStatus {
  rule: Rule;
  /** Why it could not be evaluated. */
  problem?: string;
  alerts: ActiveAlert[];
}

export interface RuleGroupStatus {
  file: string;
  name: string;
  rules: RuleStatus[];
}

/** Evaluates rules as Prometheus does: recording rules become series, alerts wait for their time and become `ALERTS`. */
export class RuleEvaluator {
  #groups: RuleGroupStatus[] = [];

  constructor(private readonly database: TimeSeriesDatabase) {}

  get groups(): readonly RuleGroupStatus[] {
    return this.#groups;
  }

  /** To be called at every interval; in the order of the groups and rules. */
  evaluateAll(groups: readonly RuleGroup[], now: number): void {
    const before = new Map(
      this.#groups.flatMap(group =>
        group.rules.map((status, index) => [keyOf(group, index), status]),
      ),
    );
    this.#groups = groups.map(group => ({
      file: group.file,
      name: group.name,
      rules: group.rules.map((rule, index) => {
        const key = keyOf(group, index);
        return this.#evaluate(rule, key, before.get(key)?.alerts ?? [], now);
      }),
    }));
    const current = new Set(
      groups.flatMap(group => group.rules.map((_, i) => keyOf(group, i))),
    );
    for (const key of before.keys()) {
      if (!current.has(key)) this.database.scrape(key, now, []);
    }
  }

  #evaluate(
    rule: Rule,
    key: string,
    before: readonly ActiveAlert[],
    now: number,
  ): RuleStatus {
    try {
      const samples = this.#ask(rule.expression, now);
      const alerts =
        rule.type === 'alerting' ? alertsOf(rule, samples, before, now) : [];
      this.database.scrape(
        key,
        now,
        rule.type === 'alerting'
          ? alerts.map(toAlertSeries)
          : samples.map(({ labels, value }) => ({
              labels: { ...labels, ...rule.labels, [METRIC_NAME]: rule.name },
              value,
            })),
      );
      return { rule, alerts };
    } catch (error) {
      if (!(error instanceof PromqlError)) throw error;
      return { rule, alerts: [], problem: error.message };
    }
  }

  #ask(expression: string, time: number): Sample[] {
    const value = evaluate(expression, this.database, { time });
    if (value.type === 'scalar') return [{ labels: {}, value: value.value }];
    return value.type === 'vector' ? value.samples : [];
  }
}

function keyOf({ file, name }: { file: string; name: string }, index: number) {
  return `rules/${file}/${name}/${index}`;
}

function alertsOf(
  rule: Rule,
  samples: readonly Sample[],
  before: readonly ActiveAlert[],
  now: number,
): ActiveAlert[] {
  return samples.map(sample => {
    const { [METRIC_NAME]: _, ...own } = sample.labels;
    const labels = { ...own, ...rule.labels, alertname: rule.name };
    const known = before.find(
      alert => labelKey(alert.labels) === labelKey(labels),
    );
    const activeAt = known?.activeAt ?? now;
    return {
      labels,
      state: now - activeAt >= rule.holdMs ? 'firing' : 'pending',
      activeAt,
      value: sample.value,
    };
  });
}

function toAlertSeries({ labels, state }: ActiveAlert) {
  return {
    labels: { ...labels, [METRIC_NAME]: 'ALERTS', alertstate: state },
    value: 1,
  };
}
