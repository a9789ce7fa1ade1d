import type { RolloutPhase } from '../types';
import { nextStep } from './next-step';
import { defaultRollbackPolicy as policy } from './rollback-policy';
import type { RollbackObservation, RollbackRun } from './rollback-facts';
import {
  ago,
  back,
  bad,
  good,
  now,
  run,
  seen,
} from './__testUtils__/rollback-fixtures';

const decide = (
  of: Partial<RollbackRun>,
  saw: Partial<RollbackObservation> = {},
) => {
  const decision = nextStep(run(of), seen(saw), now, policy);
  switch (decision.kind) {
    case 'command':
      return `command ${decision.command.kind}`;
    case 'move':
      return `move ${decision.to}`;
    case 'remember':
      return `remember ${Object.keys(decision.progress).join()}`;
    default:
      return `wait ${decision.message.code}`;
  }
};
const canary = (phase: RolloutPhase, weight = 0, ready = true) => ({
  canary: { phase, weight, ready, intervalSeconds: 60 },
});
const stable = { servingTag: good.tag, pods: back };
const gone = { problem: { code: 'x', text: 'cluster prod-1 does not answer' } };
const third = { desiredTag: '1.43.0-3333333' };

describe('before anything is touched', () => {
  it.each<[string, Partial<RollbackRun>, Partial<RollbackObservation>, string]>(
    [
      [
        'pending',
        { state: 'pending-approval' },
        {},
        'wait rollback-awaiting-approval',
      ],
      [
        'pending too long',
        { state: 'pending-approval', requestedAt: ago(14_401) },
        {},
        'move expired',
      ],
      ['approved, canary', { state: 'approved' }, {}, 'move mitigating'],
      [
        'approved, rolling',
        { state: 'approved', strategy: 'write-tag' },
        {},
        'move converging',
      ],
      [
        'approved, newer version',
        { state: 'approved' },
        third,
        'move superseded',
      ],
      [
        'approved, unreachable',
        { state: 'approved' },
        gone,
        'wait rollback-unreachable',
      ],
      [
        'approved, unreachable too long',
        { state: 'approved', progress: { since: ago(301) } },
        gone,
        'move failed',
      ],
    ],
  )('%s', (_, of, saw, expected) => expect(decide(of, saw)).toBe(expected));
});

describe('mitigating', () => {
  it.each<[string, Partial<RollbackRun>, Partial<RollbackObservation>, string]>(
    [
      [
        'waiting canary: nobody asks the gate, nobody gets it',
        {},
        canary('waiting', 0, false),
        'move converging',
      ],
      [
        'waiting canary, Git already back',
        {},
        { ...canary('waiting'), desiredTag: good.tag },
        'move converging',
      ],
      [
        'waiting canary, newer version',
        {},
        { ...canary('waiting'), ...third },
        'move superseded',
      ],
      [
        'pods not ready: the gate is opened all the same',
        {},
        canary('progressing', 0, false),
        'command open-gate',
      ],
      [
        'pods not ready, gate open for two intervals',
        { progress: { since: ago(160), gateOpenedAt: ago(150) } },
        canary('progressing', 0, false),
        'wait rollback-awaiting-flagger',
      ],
      [
        'pods not ready, gate not asked',
        { progress: { since: ago(160), gateOpenedAt: ago(151) } },
        canary('progressing', 0, false),
        'move converging',
      ],
      [
        'pods ready, gate not asked yet',
        { progress: { since: ago(160), gateOpenedAt: ago(151) } },
        canary('progressing', 30),
        'wait rollback-awaiting-flagger',
      ],
      [
        'pods not ready, slow Flagger: patience before the time-out',
        { progress: { since: ago(320), gateOpenedAt: ago(319) } },
        {
          canary: {
            phase: 'progressing',
            weight: 0,
            ready: false,
            intervalSeconds: 300,
          },
        },
        'wait rollback-awaiting-flagger',
      ],
      [
        'progressing canary',
        {},
        canary('progressing', 30),
        'command open-gate',
      ],
      [
        'waiting-promotion canary',
        {},
        canary('waiting-promotion'),
        'command open-gate',
      ],
      [
        'gate open',
        { progress: { since: ago(10), gateOpenedAt: ago(5) } },
        canary('progressing', 30),
        'wait rollback-awaiting-flagger',
      ],
      [
        'gate open too long',
        { progress: { since: ago(301), gateOpenedAt: ago(300) } },
        canary('progressing', 30),
        'move failed',
      ],
      [
        'Git already back',
        {},
        { ...canary('progressing'), desiredTag: good.tag },
        'wait rollback-awaiting-flagger',
      ],
      ['stopped', {}, { ...canary('failed'), ...stable }, 'move converging'],
      [
        'failed but still routed',
        {},
        { ...canary('failed', 100), ...stable },
        'wait rollback-awaiting-flagger',
      ],
      ['promoting', {}, canary('promoting'), 'remember awaitedPromotion'],
      [
        'promoting, again',
        { progress: { since: ago(400), awaitedPromotion: true } },
        canary('finalising'),
        'wait rollback-awaiting-promotion',
      ],
      [
        'promoting for ever',
        { progress: { since: ago(1801), awaitedPromotion: true } },
        canary('promoting'),
        'move failed',
      ],
      [
        'promotion ended: clock starts',
        { progress: { since: ago(1000), awaitedPromotion: true } },
        { ...canary('succeeded'), primaryRevision: 'rs1' },
        'remember mitigationSince',
      ],
      [
        'promotion ended: act',
        {
          progress: {
            since: ago(1000),
            awaitedPromotion: true,
            mitigationSince: ago(1),
          },
        },
        { ...canary('succeeded'), primaryRevision: 'rs1' },
        'command undo-primary',
      ],
      [
        'promoted in the meantime',
        {},
        { ...canary('succeeded'), primaryRevision: 'rs1' },
        'command undo-primary',
      ],
      ['promoted, no ReplicaSet left', {}, canary('succeeded'), 'move failed'],
      [
        'undone, pods coming',
        {},
        {
          ...canary('succeeded'),
          servingTag: good.tag,
          pods: { desired: 2, readyWithTarget: 1, withOther: 1 },
        },
        'wait rollback-awaiting-pods',
      ],
      ['undone', {}, { ...canary('succeeded'), ...stable }, 'move converging'],
      [
        'newer version',
        {},
        { ...canary('progressing'), ...third },
        'move superseded',
      ],
      ['unreachable', {}, gone, 'wait rollback-unreachable'],
      [
        'unreachable too long',
        { progress: { since: ago(301) } },
        gone,
        'move failed',
      ],
      ['terminated', {}, canary('terminated'), 'move failed'],
      [
        'canary gone, users safe',
        {},
        { canary: undefined, ...stable },
        'move converging',
      ],
      ['canary gone, users not safe', {}, { canary: undefined }, 'move failed'],
      [
        'scaled to zero is not "safe"',
        {},
        {
          ...canary('failed'),
          servingTag: good.tag,
          pods: { ...back, desired: 0 },
        },
        'wait rollback-awaiting-pods',
      ],
    ],
  )('%s', (_, of, saw, expected) => expect(decide(of, saw)).toBe(expected));
});

describe('converging', () => {
  const written = { at: ago(20), commit: 'c0ffee1', alreadyThere: false };
  const state = 'converging' as const;
  const done = { since: ago(20), written, refreshedAt: ago(10) };
  it.each<[string, Partial<RollbackRun>, Partial<RollbackObservation>, string]>(
    [
      ['not written', { state }, {}, 'command write-tag'],
      [
        'not written, cluster down: Git can be written',
        { state },
        gone,
        'command write-tag',
      ],
      [
        'not written too long',
        { state, progress: { since: ago(901) } },
        {},
        'move failed',
      ],
      [
        'written',
        { state, progress: { since: ago(20), written } },
        {},
        'command refresh',
      ],
      [
        'refreshed',
        { state, progress: done },
        {},
        'wait rollback-awaiting-sync',
      ],
      [
        'refreshed long ago',
        { state, progress: { ...done, refreshedAt: ago(30) } },
        {},
        'command refresh',
      ],
      [
        'applied but not synced',
        { state, progress: done },
        {
          ...stable,
          desiredTag: good.tag,
          application: { sync: 'out-of-sync' },
        },
        'wait rollback-awaiting-sync',
      ],
      [
        'synced, pods coming',
        { state, progress: done },
        { desiredTag: good.tag, servingTag: good.tag },
        'wait rollback-awaiting-pods',
      ],
      [
        'synced and seen on pods',
        { state, progress: done },
        { desiredTag: good.tag, ...stable },
        'move verifying',
      ],
      [
        'no Argo CD',
        { state, progress: { since: ago(20), written } },
        { desiredTag: good.tag, ...stable, application: undefined },
        'move verifying',
      ],
      ['newer version', { state, progress: done }, third, 'move superseded'],
      [
        'unreachable',
        { state, progress: done },
        gone,
        'wait rollback-unreachable',
      ],
      [
        'too long',
        { state, progress: { ...done, since: ago(901) } },
        {},
        'move failed',
      ],
    ],
  )('%s', (_, of, saw, expected) => expect(decide(of, saw)).toBe(expected));
});

describe('verifying', () => {
  const state = 'verifying' as const;
  const fine = { desiredTag: good.tag, ...stable };
  it.each<[string, Partial<RollbackRun>, Partial<RollbackObservation>, string]>(
    [
      ['healthy first time', { state }, fine, 'remember healthySince'],
      [
        'healthy for a while',
        { state, progress: { since: ago(100), healthySince: ago(90) } },
        fine,
        'wait rollback-watching',
      ],
      [
        'healthy long enough',
        { state, progress: { since: ago(310), healthySince: ago(300) } },
        fine,
        'command hold',
      ],
      [
        'held',
        {
          state,
          progress: { since: ago(310), healthySince: ago(300), holdId: 'h' },
        },
        fine,
        'move succeeded',
      ],
      [
        'a pod fell over',
        { state, progress: { since: ago(100), healthySince: ago(90) } },
        { ...fine, pods: { desired: 2, readyWithTarget: 1, withOther: 0 } },
        'remember healthySince',
      ],
      [
        'never healthy',
        { state },
        { ...fine, pods: { ...back, readyWithTarget: 0 } },
        'wait rollback-awaiting-pods',
      ],
      [
        'never healthy, too long',
        { state, progress: { since: ago(901) } },
        { ...fine, pods: { ...back, readyWithTarget: 0 } },
        'move failed',
      ],
      [
        'unreachable breaks the watch',
        { state, progress: { since: ago(100), healthySince: ago(90) } },
        gone,
        'remember healthySince',
      ],
      [
        'the bad version came back',
        { state },
        { desiredTag: bad.tag },
        'move failed',
      ],
      ['newer version', { state }, third, 'move superseded'],
    ],
  )('%s', (_, of, saw, expected) => expect(decide(of, saw)).toBe(expected));

  it('names the environment as people do, and says what the finished phases achieved', () => {
    const decision = nextStep(
      run({
        state,
        progress: { since: ago(310), healthySince: ago(300), holdId: 'h' },
      }),
      seen(fine),
      now,
      policy,
    );
    expect(decision).toMatchObject({
      message: { text: 'Production runs 1.41.3 again, seen on its pods' },
      done: {
        verify: { text: 'Pods of 1.41.3 were healthy for 5 min' },
        hold: { text: '1.42.0 is on hold' },
      },
    });
  });

  it('drops the watch it interrupts', () => {
    const decision = nextStep(
      run({ state, progress: { since: ago(100), healthySince: ago(90) } }),
      seen({ ...fine, pods: { ...back, readyWithTarget: 1 } }),
      now,
      policy,
    );
    expect(decision).toMatchObject({
      kind: 'remember',
      progress: { healthySince: undefined },
    });
  });
});

it.each<[string, Partial<RollbackRun>, Partial<RollbackObservation>, object]>([
  [
    'a stopped canary',
    {},
    { ...canary('failed'), ...stable },
    { mitigate: { text: 'Flagger stopped canary 1.42.0' } },
  ],
  [
    'an undone primary',
    { progress: { since: ago(10), primaryUndoneAt: ago(5) } },
    { ...canary('succeeded'), ...stable },
    { mitigate: { text: 'The primary pods run 1.41.3 again' } },
  ],
  [
    'a synced commit',
    {
      state: 'converging',
      progress: {
        since: ago(20),
        written: { at: ago(20), commit: 'c0ffee1234', alreadyThere: false },
        refreshedAt: ago(10),
      },
    },
    { desiredTag: good.tag, ...stable },
    { converge: { text: 'Argo CD synced commit c0ffee1' } },
  ],
])('says what was done: %s', (_, of, saw, done) =>
  expect(nextStep(run(of), seen(saw), now, policy)).toMatchObject({ done }),
);

it('asks a human in every sentence that ends in failure', () => {
  const failures = [
    nextStep(
      run({ progress: { since: ago(9999), gateOpenedAt: ago(9998) } }),
      seen(canary('progressing')),
      now,
      policy,
    ),
    nextStep(
      run({ state: 'converging', progress: { since: ago(9999) } }),
      seen(),
      now,
      policy,
    ),
    nextStep(
      run({ state: 'verifying', progress: { since: ago(9999) } }),
      seen({ desiredTag: good.tag }),
      now,
      policy,
    ),
  ];
  for (const failure of failures) {
    expect(failure).toMatchObject({ kind: 'move', to: 'failed' });
    expect(failure.message.text).toMatch(/human/);
  }
});

it('has no next step after the end', () => {
  expect(() =>
    nextStep(run({ state: 'succeeded' }), seen(), now, policy),
  ).toThrow(/ended/);
});
