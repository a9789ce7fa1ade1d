import { advance } from './advance';
import { CanaryDefinition, parseCanary } from './canary-definition';
import { CanaryStatus } from './canary-status';
import { Answer, Step, TickFacts } from './step';

const NOW = '2026-03-01T10:00:00Z';

function canaryOf(analysis: Record<string, unknown> = {}, spec = {}) {
  return parseCanary({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'Canary',
    metadata: { name: 'api', namespace: 'prod' },
    spec: {
      targetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      service: { port: 80 },
      analysis: {
        interval: '1m',
        threshold: 5,
        maxWeight: 50,
        stepWeight: 10,
        metrics: [
          { name: 'request-success-rate', thresholdRange: { min: 99 } },
          { name: 'request-duration', thresholdRange: { max: 500 } },
        ],
        ...analysis,
      },
      ...spec,
    },
  });
}

const hook = (type: string) => ({ name: type, type, url: 'http://gate' });

function statusOf(change: Partial<CanaryStatus>): CanaryStatus {
  return {
    canaryWeight: 0,
    failedChecks: 0,
    iterations: 0,
    lastAppliedSpec: 'new',
    lastPromotedSpec: 'old',
    trackedConfigs: {},
    conditions: [],
    ...change,
  };
}

function factsOf(change: Partial<TickFacts> = {}): TickFacts {
  return {
    now: NOW,
    targetHash: 'new',
    target: { ready: true },
    primary: { ready: true },
    routes: { primary: 100, canary: 0 },
    ...change,
  };
}

const yes = { ok: true, text: '' };
const no = { ok: false, text: 'closed' };
const good = { kind: 'number', value: 100 } as const;
const fast = { kind: 'number', value: 120 } as const;

/** Runs one tick with the answers in order and returns what happened as short lines. */
function run(
  canary: CanaryDefinition,
  status: CanaryStatus,
  facts: TickFacts,
  answers: Answer[] = [],
): string[] {
  const steps = advance(canary, status, facts);
  const lines: string[] = [];
  const left = [...answers];
  let next = steps.next();
  while (!next.done) {
    lines.push(describeStep(next.value));
    next = steps.next('ask' in next.value ? left.shift() : undefined);
  }
  expect(left).toEqual([]);
  return lines;
}

function describeStep(step: Step): string {
  if ('ask' in step) {
    return step.ask === 'metric'
      ? `? ${step.metric.name}`
      : `? ${step.webhook.type} ${step.phase} ${step.lastAppliedSpec}`;
  }
  switch (step.do) {
    case 'event':
      return `${step.type === 'Warning' ? '!' : '·'} ${step.message}`;
    case 'write-status':
      return `= ${step.status.phase} w${step.status.canaryWeight} f${step.status.failedChecks} i${step.status.iterations} ${step.status.lastAppliedSpec}/${step.status.lastPromotedSpec}`;
    case 'set-routes':
      return `routes ${step.primary}/${step.canary}`;
    default:
      return step.do;
  }
}

describe('advance', () => {
  it.each(['Initialized', 'Succeeded', 'Failed'] as const)(
    'starts nothing in %s while the target carries what is promoted',
    phase => {
      const lines = run(
        canaryOf({ webhooks: [hook('rollback'), hook('confirm-rollout')] }),
        statusOf({ phase, lastPromotedSpec: 'old', lastAppliedSpec: 'bad' }),
        factsOf({ targetHash: 'old' }),
      );
      expect(lines).toEqual(
        phase === 'Failed' ? ['= Failed w0 f0 i0 old/old'] : [],
      );
    },
  );

  it('asks the gate with the checksum of the new revision and waits', () => {
    expect(
      run(
        canaryOf({ webhooks: [hook('confirm-rollout'), hook('rollback')] }),
        statusOf({ phase: 'Succeeded', lastAppliedSpec: 'old' }),
        factsOf(),
        [no],
      ),
    ).toEqual([
      '= Progressing w0 f0 i0 new/old',
      '? confirm-rollout Progressing new',
      '= Waiting w0 f0 i0 new/old',
      '! Halt api.prod advancement waiting for approval confirm-rollout',
    ]);
  });

  it('never asks the rollback gate while Waiting', () => {
    const lines = run(
      canaryOf({ webhooks: [hook('confirm-rollout'), hook('rollback')] }),
      statusOf({ phase: 'Waiting' }),
      factsOf(),
      [yes],
    );
    expect(lines).toContain('· Confirm-rollout check confirm-rollout passed');
    expect(lines).toContain('· New revision detected! Scaling up api.prod');
    expect(lines.slice(-2)).toEqual([
      'scale-from-zero',
      '= Progressing w0 f0 i0 new/old',
    ]);
    expect(lines.join()).not.toContain('? rollback');
  });

  it('waits for pods without asking the rollback gate', () => {
    expect(
      run(
        canaryOf({ webhooks: [hook('rollback')] }),
        statusOf({ phase: 'Progressing' }),
        factsOf({
          target: {
            ready: false,
            retriable: true,
            message: 'waiting for rollout to finish: 0 of 1',
          },
        }),
      ),
    ).toEqual([
      '! canary deployment api.prod not ready: waiting for rollout to finish: 0 of 1',
    ]);
  });

  it('fails a canary that is stuck', () => {
    const lines = run(
      canaryOf(),
      statusOf({ phase: 'Progressing' }),
      factsOf({ target: { ready: false, retriable: false, message: 'stuck' } }),
    );
    expect(lines.slice(1)).toEqual([
      '! Rolling back api.prod progress deadline exceeded stuck',
      'routes 100/0',
      '! Canary failed! Scaling down api.prod',
      'scale-to-zero',
      '= Failed w0 f0 i0 new/old',
    ]);
  });

  it('starts without a check, then goes step by step', () => {
    const canary = canaryOf();
    expect(run(canary, statusOf({ phase: 'Progressing' }), factsOf())).toEqual([
      '· Starting canary analysis for api.prod',
      'routes 90/10',
      '= Progressing w10 f0 i0 new/old',
      '· Advance api.prod canary weight 10',
    ]);
    expect(
      run(
        canary,
        statusOf({ phase: 'Progressing', canaryWeight: 40 }),
        factsOf({ routes: { primary: 60, canary: 40 } }),
        [good, fast],
      ),
    ).toEqual([
      '? request-success-rate',
      '? request-duration',
      'routes 50/50',
      '= Progressing w50 f0 i0 new/old',
      '· Advance api.prod canary weight 50',
    ]);
  });

  it.each([
    [
      [{ kind: 'number', value: 93.756 }],
      '! Halt api.prod advancement success rate 93.76% < 99%',
    ],
    [
      [good, { kind: 'number', value: 1515 }],
      '! Halt api.prod advancement request duration 1.515s > 500ms',
    ],
    [
      [{ kind: 'none' }],
      '! Halt advancement no values found for istio metric request-success-rate probably api.prod is not receiving traffic: running query failed: no values found',
    ],
    [
      [{ kind: 'error', text: 'request failed' }],
      '! Prometheus query failed: request failed',
    ],
  ] as Array<[Answer[], string]>)(
    'counts a failed check: %j',
    (answers, event) => {
      const lines = run(
        canaryOf(),
        statusOf({ phase: 'Progressing', canaryWeight: 10, failedChecks: 1 }),
        factsOf({ routes: { primary: 90, canary: 10 } }),
        answers,
      );
      expect(lines.slice(answers.length)).toEqual([
        event,
        '= Progressing w10 f2 i0 new/old',
      ]);
    },
  );

  it('rolls back on the tick after the threshold, without measuring again', () => {
    expect(
      run(
        canaryOf(),
        statusOf({ phase: 'Progressing', canaryWeight: 20, failedChecks: 5 }),
        factsOf({ routes: { primary: 80, canary: 20 } }),
      ),
    ).toEqual([
      '! Rolling back api.prod failed checks threshold reached 5',
      'routes 100/0',
      '! Canary failed! Scaling down api.prod',
      'scale-to-zero',
      '= Failed w0 f0 i0 new/old',
    ]);
  });

  it.each(['Progressing', 'WaitingPromotion'] as const)(
    'takes it back in %s when the rollback gate answers yes',
    phase => {
      const lines = run(
        canaryOf({ webhooks: [hook('rollback')] }),
        statusOf({ phase, canaryWeight: 20 }),
        factsOf({ routes: { primary: 80, canary: 20 } }),
        [yes],
      );
      expect(lines).toEqual([
        `? rollback ${phase} new`,
        '! Rollback check rollback passed',
        '! Rolling back api.prod manual webhook invoked',
        'routes 100/0',
        '! Canary failed! Scaling down api.prod',
        'scale-to-zero',
        '= Failed w0 f0 i0 new/old',
      ]);
    },
  );

  it.each(['Promoting', 'Finalising'] as const)(
    'does not ask the rollback gate in %s',
    phase => {
      const lines = run(
        canaryOf({ webhooks: [hook('rollback')] }),
        statusOf({ phase }),
        factsOf({ routes: { primary: 50, canary: 50 } }),
      );
      expect(lines).toEqual(
        phase === 'Promoting'
          ? [
              'reconcile-autoscaler',
              '· Routing all traffic to primary',
              'routes 100/0',
              '= Finalising w0 f0 i0 new/old',
            ]
          : [
              'scale-to-zero',
              '= Succeeded w0 f0 i0 new/new',
              '· Promotion completed! Scaling down api.prod',
            ],
      );
    },
  );

  it('waits for the promotion gate with the weight zeroed in the status only', () => {
    expect(
      run(
        canaryOf({ webhooks: [hook('confirm-promotion')] }),
        statusOf({ phase: 'Progressing', canaryWeight: 50 }),
        factsOf({ routes: { primary: 50, canary: 50 } }),
        [good, fast, no],
      ).slice(2),
    ).toEqual([
      '? confirm-promotion Progressing new',
      '= WaitingPromotion w0 f0 i0 new/old',
      '! Halt api.prod advancement waiting for promotion approval confirm-promotion',
    ]);
  });

  it('copies the template and promotes', () => {
    expect(
      run(
        canaryOf(),
        statusOf({ phase: 'Progressing', canaryWeight: 50 }),
        factsOf({ routes: { primary: 50, canary: 50 } }),
        [good, fast],
      ).slice(2),
    ).toEqual([
      '· Copying api.prod template spec to api-primary.prod',
      'promote',
      '= Promoting w0 f0 i0 new/old',
    ]);
  });

  it('restarts when the target changes on the way', () => {
    expect(
      run(
        canaryOf(),
        statusOf({ phase: 'Progressing', canaryWeight: 30, failedChecks: 2 }),
        factsOf({ targetHash: 'newer', routes: { primary: 70, canary: 30 } }),
      ),
    ).toEqual([
      'routes 100/0',
      '= Progressing w0 f0 i0 newer/old',
      '· New revision detected! Restarting analysis for api.prod',
    ]);
  });

  it('skips the analysis, not the gate', () => {
    const canary = canaryOf(
      { webhooks: [hook('confirm-rollout')] },
      { skipAnalysis: true },
    );
    expect(
      run(
        canary,
        statusOf({ phase: 'Succeeded', lastAppliedSpec: 'old' }),
        factsOf(),
        [no],
      ),
    ).toContain('? confirm-rollout Progressing new');
    expect(run(canary, statusOf({ phase: 'Progressing' }), factsOf())).toEqual([
      'routes 100/0',
      '· Copying api.prod template spec to api-primary.prod',
      'promote',
      'scale-to-zero',
      '= Succeeded w0 f0 i0 new/new',
      '· Promotion completed! Canary analysis was skipped for api.prod',
    ]);
  });

  it('runs blue-green by iterations', () => {
    const canary = canaryOf({ stepWeight: 0, maxWeight: 0, iterations: 2 });
    const tick = (iterations: number, answers: Answer[] = [good, fast]) =>
      run(
        canary,
        statusOf({ phase: 'Progressing', iterations }),
        factsOf(),
        answers,
      ).slice(answers.length);
    expect(tick(0, [])).toContain('· Advance api.prod canary iteration 1/2');
    expect(tick(1)).toContain('· Advance api.prod canary iteration 2/2');
    expect(tick(2)).toEqual([
      '· Routing all traffic to canary',
      'routes 0/100',
      '= Progressing w0 f0 i3 new/old',
    ]);
    expect(tick(3)).toContain('promote');
  });

  it('follows stepWeights and goes back by stepWeightPromotion', () => {
    const canary = canaryOf({
      stepWeight: 0,
      stepWeights: [5, 25, 60],
      stepWeightPromotion: 40,
    });
    const weights = [0, 5, 25].map(weight =>
      run(
        canary,
        statusOf({ phase: 'Progressing', canaryWeight: weight }),
        factsOf({ routes: { primary: 100 - weight, canary: weight } }),
        weight === 0 ? [] : [good, fast],
      ).find(line => line.startsWith('routes')),
    );
    expect(weights).toEqual(['routes 95/5', 'routes 75/25', 'routes 40/60']);
    expect(
      run(
        canary,
        statusOf({ phase: 'Promoting' }),
        factsOf({ routes: { primary: 40, canary: 60 } }),
      ),
    ).toEqual([
      'reconcile-autoscaler',
      'routes 80/20',
      '· Advance api.prod primary weight 80',
      '= Promoting w20 f0 i0 new/old',
    ]);
  });

  it('says what it does not implement', () => {
    expect(
      run(
        canaryOf({ iterations: 2, match: [{ headers: {} }] }),
        statusOf({ phase: 'Progressing' }),
        factsOf(),
      ).join(),
    ).toContain('does not implement A/B testing');
  });
});
