import { markRollbacks, type RollbackMark } from './mark-rollbacks';
import { ago, bad, deployment, good } from './__testUtils__/rollback-fixtures';

const rollback: RollbackMark = {
  id: 'r1',
  environment: 'prod',
  state: 'succeeded',
  strategy: 'write-tag',
  from: bad,
  to: good,
  reason: '5xx on login',
  requestedBy: 'user:default/ann',
  requestedAt: ago(200),
  finishedAt: ago(50),
};

describe('markRollbacks', () => {
  const history = [
    deployment(good, 100),
    deployment(bad, 300),
    deployment(good, 7200),
  ];

  it('tells the row that was taken back and the row that came by it', () => {
    const [came, taken, before] = markRollbacks(history, [rollback]);
    expect(came).toMatchObject({
      kind: 'rollback',
      actor: 'user:default/ann',
      rollbackId: 'r1',
    });
    expect(taken).toMatchObject({
      outcome: 'rolled-back',
      rollbackId: 'r1',
      reason: '5xx on login',
    });
    expect(before).toEqual(history[2]);
  });

  it('leaves the outcome of a stopped canary alone', () => {
    const canary = deployment(bad, 300, { kind: 'canary', outcome: 'failed' });
    const [marked] = markRollbacks(
      [canary],
      [{ ...rollback, strategy: 'stop-canary' }],
    );
    expect(marked).toMatchObject({ outcome: 'failed', rollbackId: 'r1' });
  });

  it('ignores rollbacks that changed nothing and other environments', () => {
    expect(
      markRollbacks(history, [{ ...rollback, state: 'rejected' }]),
    ).toEqual(history);
    expect(
      markRollbacks(history, [{ ...rollback, environment: 'dev' }]),
    ).toEqual(history);
  });
});
