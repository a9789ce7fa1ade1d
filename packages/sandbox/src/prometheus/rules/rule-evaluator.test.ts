import { parse } from 'yaml';
import { KubeObject } from '../../kubernetes/object-store';
import { evaluate } from '../../promql';
import { StaticObjectStore } from '../../traffic/testing/static-object-store';
import { TimeSeriesDatabase } from '../time-series-database';
import { readRuleGroups } from './rule';
import { RuleEvaluator } from './rule-evaluator';
import { rulesAnswer } from './rules-answer';

const rules: KubeObject = parse(`
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: api, namespace: heal7-prod }
spec:
  groups:
    - name: api.recording
      rules:
        - record: job:load:sum
          expr: sum by (job) (load)
          labels: { team: saju }
    - name: api.alerts
      rules:
        - alert: TooMuch
          expr: job:load:sum > 10
          for: 1m
          labels: { severity: critical }
          annotations: { summary: Too much }
        - alert: Nonsense
          expr: sum(
`);

function setUp() {
  const database = new TimeSeriesDatabase();
  const evaluator = new RuleEvaluator(database);
  const store = new StaticObjectStore('heal7-prod', [rules]);
  let now = Date.UTC(2026, 0, 15);
  return {
    /** A quarter of a minute with this load. */
    step(load: number | undefined) {
      now += 15_000;
      database.scrape(
        'api',
        now,
        load === undefined
          ? []
          : [{ labels: { __name__: 'load', job: 'a', pod: '1' }, value: load }],
      );
      evaluator.evaluateAll(readRuleGroups(store), now);
    },
    store,
    ask(query: string) {
      const value = evaluate(query, database, { time: now });
      return value.type === 'vector' ? value.samples : [];
    },
    status: () =>
      rulesAnswer(evaluator.groups).groups.flatMap(group => group.rules),
  };
}

describe('RuleEvaluator', () => {
  it('makes series of recording rules, which end with what they are made of', () => {
    const { step, ask } = setUp();
    step(4);
    expect(ask('job:load:sum')).toMatchObject([
      {
        labels: { __name__: 'job:load:sum', job: 'a', team: 'saju' },
        value: 4,
      },
    ]);
    step(undefined);
    expect(ask('job:load:sum')).toEqual([]);
  });

  it('lets an alert wait for its time, fire and end', () => {
    const { step, ask, status } = setUp();
    const states = [11, 12, 12, 12, 12, 9].map(load => {
      step(load);
      const alert = status().find(({ name }) => name === 'TooMuch');
      return alert && 'state' in alert ? alert.state : undefined;
    });
    expect(states).toEqual([
      ...['pending', 'pending', 'pending', 'pending'],
      ...['firing', 'inactive'],
    ]);
    step(11);
    expect(ask('ALERTS')).toMatchObject([
      {
        labels: {
          alertname: 'TooMuch',
          alertstate: 'pending',
          severity: 'critical',
        },
      },
    ]);
  });

  it('forgets the rules of an object that is gone', () => {
    const { step, ask, status, store } = setUp();
    step(20);
    store.objects = [];
    step(20);
    expect(status()).toEqual([]);
    expect(ask('job:load:sum or ALERTS')).toEqual([]);
  });

  it('says which rule is wrong and evaluates the others', () => {
    const { step, status } = setUp();
    step(1);
    expect(status()).toMatchObject([
      { name: 'job:load:sum', health: 'ok' },
      { name: 'TooMuch', health: 'ok', state: 'inactive' },
      { name: 'Nonsense', health: 'err', lastError: expect.any(String) },
    ]);
  });
});
