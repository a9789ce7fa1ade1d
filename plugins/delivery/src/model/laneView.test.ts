import { laneView } from './laneView';
import { relationOf } from './relation';
import {
  delivery,
  development,
  environment,
  production,
  release,
  rollback,
  staging,
  v1,
  v2,
  v3,
} from '../__testUtils__/fixtures';

describe('relationOf', () => {
  const releases = [release(v3), release(v2), release(v1)];
  const all = [development, staging, production];

  it('compares each environment with the next one, the last with the one before', () => {
    expect(relationOf(development, all, releases)).toEqual({
      kind: 'same',
      environment: staging,
    });
    expect(relationOf(staging, all, releases)).toMatchObject({
      kind: 'ahead',
      count: 2,
    });
    expect(relationOf(production, all, releases)).toMatchObject({
      kind: 'behind',
      count: 2,
      environment: staging,
    });
  });

  it('counts nothing that the list of releases does not hold', () => {
    expect(relationOf(production, all, [release(v3)])).toMatchObject({
      kind: 'differs',
    });
  });

  it('says nothing about one environment, or one without a version', () => {
    expect(relationOf(production, [production], releases)).toBeUndefined();
    const empty = environment({ ...staging, running: undefined });
    expect(relationOf(empty, [empty, production], releases)).toBeUndefined();
  });
});

describe('laneView', () => {
  it('shows the canary, and the gates of what runs', () => {
    const view = laneView(production, delivery);
    expect(view.canary).toEqual({ version: v3, weight: 30 });
    expect(view.gates?.state).toBe('passed');
    // What Git wants is the canary itself: nothing is out of the ordinary.
    expect(view.wants).toBeUndefined();
  });

  it('offers to stop a canary only while there is one', () => {
    const actions = [
      { action: 'rollback' as const, allowed: true },
      { action: 'stop-canary' as const, allowed: false },
    ];
    const quiet = environment({ ...staging, actions });
    expect(laneView(quiet, delivery).actions.map(a => a.action)).toEqual([
      'rollback',
    ]);
    const running = environment({ ...production, actions });
    expect(laneView(running, delivery).actions).toHaveLength(2);
  });

  it('says the outage once, in the strip, and keeps the other problems', () => {
    const outage = {
      code: 'cluster-unreachable',
      text: 'Cluster south not reachable',
      severity: 'error' as const,
      scope: 'cluster:south',
      since: '2026-03-02T11:31:00Z',
    };
    const other = { ...outage, code: 'x', scope: 'prometheus:main' };
    const view = laneView(
      environment({ ...production, stale: true, problems: [outage, other] }),
      delivery,
    );
    expect(view.stale).toEqual({
      cluster: 'south',
      outage,
      observedAt: production.observedAt,
    });
    expect(view.problems).toEqual([other]);
  });

  it('does not claim that nothing runs while something could not be found out', () => {
    const empty = environment({
      ...staging,
      running: undefined,
      problems: [
        { code: 'x', text: 'x', severity: 'error', scope: 'cluster:north' },
      ],
    });
    expect(laneView(empty, delivery).known).toBe(false);
    expect(laneView({ ...empty, problems: [] }, delivery).known).toBe(true);
  });

  it('points at the roll back that is under way, not at finished ones', () => {
    const rollbacks = [
      rollback({ id: 'old', state: 'succeeded' }),
      rollback({ id: 'now', state: 'verifying' }),
    ];
    expect(laneView(production, { ...delivery, rollbacks }).rollback?.id).toBe(
      'now',
    );
    expect(
      laneView(staging, { ...delivery, rollbacks }).rollback,
    ).toBeUndefined();
  });
});
