import { describeStep, initialSteps, stepsAfterMove } from './rollback-steps';

const words = (text: string) => ({ code: 'x', text });
const states = (steps: Array<{ state: string }>) =>
  steps.map(({ state }) => state);

describe('the four phases', () => {
  it('skips mitigation where the tag alone is enough', () => {
    expect(states(initialSteps('write-tag'))).toEqual([
      'skipped',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });

  it('walks through a rollback', () => {
    let steps = initialSteps('stop-canary');
    steps = stepsAfterMove(steps, 'mitigating', words('a'), 't1');
    expect(states(steps)).toEqual(['running', 'waiting', 'waiting', 'waiting']);
    steps = stepsAfterMove(steps, 'converging', words('b'), 't2');
    steps = describeStep(steps, 'converge', words('commit'), 't3', [
      { kind: 'commit', title: 'c0ffee', url: 'https://example.org' },
    ]);
    expect(steps[0]).toMatchObject({
      state: 'done',
      startedAt: 't1',
      finishedAt: 't2',
    });
    expect(steps[1]).toMatchObject({
      state: 'running',
      detail: words('commit'),
    });
    steps = stepsAfterMove(steps, 'verifying', words('c'), 't4', {
      converge: words('synced'),
    });
    // Not what it was waiting for at last.
    expect(steps[1].detail).toEqual(words('synced'));
    steps = describeStep(steps, 'hold', words('d'), 't5');
    steps = stepsAfterMove(steps, 'succeeded', words('e'), 't6');
    expect(states(steps)).toEqual(['done', 'done', 'done', 'done']);
    expect(steps[1].links).toHaveLength(1);
  });

  it('marks where it failed and that the rest was not done', () => {
    const steps = stepsAfterMove(
      stepsAfterMove(
        initialSteps('undo-primary'),
        'mitigating',
        words('a'),
        't1',
      ),
      'failed',
      words('timed out'),
      't2',
    );
    expect(states(steps)).toEqual(['failed', 'skipped', 'skipped', 'skipped']);
    expect(steps[0].detail).toEqual(words('timed out'));
  });
});
