import { judgeMetric } from './judge-metric';
import { RolloutFacts, RolloutSamples } from './rollout-facts';
import { summarizeRollout } from './summarize-rollout';

const now = new Date('2026-01-01T12:00:00Z');
const at = '2026-01-01T11:59:00.000Z';

const facts: RolloutFacts = {
  name: 'shop',
  phase: 'progressing',
  canaryTag: '1.42.0-a1b2c3d',
  stableTag: '1.41.0-1111111',
  reportedWeight: 30,
  routeWeight: 30,
  maxWeight: 50,
  stepWeights: [10, 20, 30, 40, 50],
  failedChecks: 0,
  threshold: 5,
  intervalSeconds: 60,
  metrics: [
    { name: 'request-success-rate', unit: '%', threshold: { min: 99 } },
  ],
};
const noSamples: RolloutSamples = { weight: [], metrics: {} };
const summarize = (
  changes: Partial<RolloutFacts>,
  messages: Array<[string, string, ('normal' | 'warning')?]> = [],
  samples = noSamples,
) =>
  summarizeRollout(
    {
      facts: { ...facts, ...changes },
      canary: { tag: '1.42.0-a1b2c3d', label: '1.42.0' },
      environmentTitle: 'Production',
      samples,
      events: messages.map(([time, message, type = 'normal']) => ({
        at: time,
        type,
        message,
      })),
    },
    now,
  );

describe('judgeMetric', () => {
  const metric = {
    name: 'request-duration',
    unit: 'ms' as const,
    threshold: { max: 500 },
    stable: { kind: 'no-data' as const, at },
  };
  it.each([
    [
      { kind: 'number', value: 500, at } as const,
      'passed',
      'request-duration is 500 ms (max 500 ms).',
    ],
    [
      { kind: 'number', value: 500.1, at } as const,
      'failed',
      'request-duration is 500.1 ms (max 500 ms).',
    ],
    [
      { kind: 'no-data', at } as const,
      'inconclusive',
      'No data for request-duration: the canary had no traffic in the measured window.',
    ],
    [
      { kind: 'error', at, message: 'time-out' } as const,
      'error',
      'request-duration could not be measured: time-out',
    ],
  ])('%j is %s', (canary, verdict, text) => {
    expect(judgeMetric({ ...metric, canary })).toMatchObject({
      verdict,
      reason: { text },
    });
  });

  it('tells the counts where they are known', () => {
    const rate = {
      name: 'request-success-rate',
      unit: '%' as const,
      threshold: { min: 99 },
      canary: { kind: 'number' as const, value: 93.8, at },
      stable: { kind: 'number' as const, value: 99.7, at },
    };
    expect(
      judgeMetric({
        ...rate,
        counts: { canary: { requests: 498, errors: 31 } },
      }).reason.text,
    ).toBe('31 of 498 canary requests failed (success rate min 99 %).');
    expect(
      judgeMetric({
        ...rate,
        counts: {
          canary: { requests: 498, errors: 31 },
          stable: { requests: 1160, errors: 4 },
        },
      }).reason,
    ).toMatchObject({
      code: 'metric-counts-compared',
      params: {
        errors: 31,
        requests: 498,
        stableErrors: 4,
        stableRequests: 1160,
      },
      text: '31 of 498 canary requests failed, stable 4 of 1,160 (success rate min 99 %).',
    });
  });
});

describe('summarizeRollout', () => {
  it('counts steps by the real weight and shows a route that disagrees', () => {
    expect(summarize({})).toMatchObject({
      active: true,
      weight: 30,
      routeAgrees: true,
      step: 3,
      steps: 5,
      stepWeight: 10,
    });
    expect(
      summarize({
        phase: 'waiting-promotion',
        reportedWeight: 0,
        routeWeight: 50,
      }),
    ).toMatchObject({
      active: true,
      weight: 50,
      reportedWeight: 0,
      routeAgrees: false,
      step: 5,
    });
    const unknown = summarize({ routeWeight: undefined });
    expect(unknown.weight).toBeUndefined();
    expect(unknown.step).toBe(3);
  });

  it('uses iterations where there are no weights', () => {
    expect(
      summarize({
        stepWeights: [],
        iterations: { done: 4, total: 10 },
        reportedWeight: 0,
      }),
    ).toMatchObject({ step: 4, steps: 10, stepWeight: 0 });
  });

  it('keeps gaps in the series', () => {
    const { metrics } = summarize({}, [], {
      weight: [],
      metrics: {
        'request-success-rate': {
          canary: [
            { at: 1000, kind: 'number', value: 99.5 },
            { at: 2000, kind: 'no-data' },
            { at: 3000, kind: 'error', message: 'down' },
          ],
          stable: [],
        },
      },
    });
    expect(metrics[0]).toMatchObject({
      verdict: 'error',
      canarySeries: [
        [1000, 99.5],
        [2000, null],
        [3000, null],
      ],
    });
  });

  it('says why it stopped, from the events of this run only', () => {
    const rollout = summarize(
      { phase: 'failed', reportedWeight: 0, routeWeight: 0 },
      [
        [
          '2026-01-01T10:00:00Z',
          'Halt shop.prod advancement request duration 2s > 500ms',
        ],
        ['2026-01-01T11:00:00Z', 'New revision detected! Scaling up shop.prod'],
        [
          '2026-01-01T11:03:00Z',
          'Halt shop.prod advancement success rate 93.80% < 99%',
        ],
        [
          '2026-01-01T11:04:00Z',
          'Halt shop.prod advancement success rate 94.10% < 99%',
        ],
        [
          '2026-01-01T11:05:00Z',
          'Rolling back shop.prod failed checks threshold reached 2',
        ],
        ['2026-01-01T11:05:00Z', 'Canary failed! Scaling down shop.prod'],
      ],
    );
    expect(rollout.reason).toEqual({
      code: 'canary-stopped-metric',
      params: {
        version: '1.42.0',
        environment: 'Production',
        metric: 'success rate',
        value: 94.1,
        unit: '%',
        bound: 'min',
        limit: 99,
        checks: 2,
      },
      text: 'Canary of 1.42.0 in Production stopped: success rate 94.1 % (min 99 %) for 2 checks.',
    });
    expect(rollout.timeline[0].at >= rollout.timeline[1].at).toBe(true);
  });

  it('remembers the failed checks that Flagger forgets when it gives up', () => {
    const failed = { phase: 'failed' as const, failedChecks: 0 };
    expect(
      summarize(failed, [
        [at, 'Rolling back shop.prod failed checks threshold reached 5'],
      ]).failedChecks,
    ).toBe(5);
    expect(
      summarize(failed, [], { ...noSamples, failedChecks: 4 }).failedChecks,
    ).toBe(4);
    // While it runs the controller is right: it begins again at 0 with every revision.
    expect(
      summarize({ failedChecks: 1 }, [], { ...noSamples, failedChecks: 4 })
        .failedChecks,
    ).toBe(1);
  });

  it('gives Flagger’s words when no metric was the reason', () => {
    const rollout = summarize({ phase: 'failed' }, [
      [
        '2026-01-01T11:05:00Z',
        'Rolling back shop.prod progress deadline exceeded shop not ready',
      ],
    ]);
    expect(rollout.reason?.text).toBe(
      'Canary of 1.42.0 in Production stopped: Rolling back shop.prod progress deadline exceeded shop not ready',
    );
  });

  it('says what could not be measured, not only that checks failed', () => {
    const rollout = summarize({ phase: 'failed' }, [
      [at, 'Prometheus query failed: no such host', 'warning'],
      [at, 'Rolling back shop.prod failed checks threshold reached 5'],
    ]);
    expect(rollout.reason?.text).toBe(
      'Canary of 1.42.0 in Production stopped: Prometheus query failed: no such host',
    );
  });

  it('is silent about a halt that was followed by an advance', () => {
    const halt: [string, string] = [
      '2026-01-01T11:03:00Z',
      'Halt shop.prod advancement success rate 93.80% < 99%',
    ];
    expect(summarize({ failedChecks: 1 }, [halt]).reason?.code).toBe(
      'canary-halted-metric',
    );
    expect(
      summarize({}, [
        halt,
        ['2026-01-01T11:04:00Z', 'Advance shop.prod canary weight 30'],
      ]).reason,
    ).toBeUndefined();
  });
});
