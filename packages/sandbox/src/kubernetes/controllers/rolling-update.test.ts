import { planRollingUpdate, ReplicaCount } from './rolling-update';

const count = (
  name: string,
  replicas: number,
  available = replicas,
): ReplicaCount => ({
  name,
  replicas,
  available,
});

describe('planRollingUpdate', () => {
  const plan = (
    desired: number,
    fresh: ReplicaCount,
    old: ReplicaCount[],
    maxSurge: number | string = '25%',
    maxUnavailable: number | string = '25%',
  ) =>
    planRollingUpdate({ desired, maxSurge, maxUnavailable, fresh, old })
      .map(it => `${it.name}→${it.replicas}`)
      .join(' ');

  it('creates everything at once where nothing was', () => {
    expect(plan(3, count('new', 0), [])).toBe('new→3');
  });

  it('surges by the rounded up share first', () => {
    expect(plan(2, count('new', 0), [count('old', 2)])).toBe('new→1');
    expect(plan(10, count('new', 0), [count('old', 10)])).toBe('new→3');
  });

  it('waits for new pods where nothing may be missing', () => {
    expect(plan(2, count('new', 1, 0), [count('old', 2)])).toBe('');
    expect(plan(2, count('new', 1), [count('old', 2)])).toBe('old→1');
  });

  it('takes old pods away down to the least that must be available', () => {
    expect(plan(10, count('new', 3, 0), [count('old', 10)])).toBe('old→8');
    expect(plan(10, count('new', 5, 5), [count('old', 8)], 3, 2)).toBe('old→3');
  });

  it('lets broken old pods go first, then the oldest', () => {
    expect(
      plan(4, count('new', 1, 0), [count('a', 2, 2), count('b', 2, 0)], 1, 1),
    ).toBe('b→1');
    expect(plan(4, count('new', 2), [count('a', 1), count('b', 2)], 1, 1)).toBe(
      'a→0 b→1',
    );
  });

  it('replaces one at a time where neither bound allows a step', () => {
    expect(plan(2, count('new', 0), [count('old', 2)], 0, 0)).toBe('old→1');
  });

  it('scales down to what is wished for', () => {
    expect(plan(1, count('new', 3), [])).toBe('new→1');
    expect(plan(0, count('new', 0), [count('old', 2)])).toBe('old→0');
    expect(plan(2, count('new', 2), [])).toBe('');
  });
});
