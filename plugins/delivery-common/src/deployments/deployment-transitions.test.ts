import type { DeploymentRecord } from './deployment-record';
import { DeployedFacts, deploymentTransitions } from './deployment-transitions';

const now = new Date('2026-01-01T12:00:00Z');

/** Feeds facts one after the other and keeps the history as the store does. */
class History {
  rows: DeploymentRecord[] = [];
  #id = 0;
  #minute = 0;

  see(facts: Partial<DeployedFacts>): this {
    this.#minute += 1;
    const changes = deploymentTransitions(
      {
        environment: 'prod',
        facts: { complete: true, failed: false, earlier: [], ...facts },
        history: this.rows,
        newId: () => {
          this.#id += 1;
          return `id-${this.#id}`;
        },
      },
      new Date(now.getTime() + this.#minute * 60_000),
    );
    for (const change of changes) {
      this.rows = [change, ...this.rows.filter(({ id }) => id !== change.id)];
    }
    this.rows.sort(
      (a, b) =>
        b.startedAt.localeCompare(a.startedAt) || b.id.localeCompare(a.id),
    );
    return this;
  }

  get lines(): string[] {
    return this.rows.map(
      ({ fromTag = '', kind, outcome, toTag }) =>
        `${fromTag}>${toTag} ${kind} ${outcome}`,
    );
  }
}

const steady = (tag: string) => ({ runningTag: tag, desiredTag: tag });

describe('deploymentTransitions of a rolling environment', () => {
  it('fills an empty history once, from what the cluster still knows', () => {
    const history = new History().see({
      ...steady('c'),
      runningSince: '2026-01-01T03:00:00Z',
      earlier: [
        { tag: 'b', createdAt: '2026-01-01T02:00:00Z' },
        { tag: 'a', createdAt: '2026-01-01T01:00:00Z' },
      ],
    });
    const expected = [
      'b>c deployment succeeded',
      'a>b deployment superseded',
      '>a deployment superseded',
    ];
    expect(history.lines).toEqual(expected);
    expect(history.see(steady('c')).lines).toEqual(expected);
  });

  it('writes nothing while nothing runs', () => {
    expect(
      new History().see({ desiredTag: 'a', complete: false }).lines,
    ).toEqual([]);
  });

  it('opens a deployment when the wish changes and closes it when it runs', () => {
    const history = new History().see(steady('a'));
    history.see({ runningTag: 'a', desiredTag: 'b', complete: false });
    expect(history.lines).toEqual([
      'a>b deployment running',
      '>a deployment succeeded',
    ]);
    history.see({ runningTag: 'a', desiredTag: 'b', complete: false });
    expect(history.lines).toHaveLength(2);
    history.see(steady('b'));
    expect(history.lines).toEqual([
      'a>b deployment succeeded',
      '>a deployment succeeded',
    ]);
    expect(history.rows[0].finishedAt).toBeDefined();
  });

  it('tells a failed one once, and that it was repaired later', () => {
    const history = new History().see(steady('a'));
    history.see({ runningTag: 'a', desiredTag: 'b', complete: false });
    history.see({
      runningTag: 'a',
      desiredTag: 'b',
      complete: false,
      failed: true,
    });
    history.see({
      runningTag: 'a',
      desiredTag: 'b',
      complete: false,
      failed: true,
    });
    expect(history.lines).toEqual([
      'a>b deployment failed',
      '>a deployment succeeded',
    ]);
    history.see(steady('b'));
    expect(history.lines[0]).toBe('a>b deployment succeeded');
  });

  it('supersedes what never arrived', () => {
    const history = new History().see(steady('a'));
    history.see({ runningTag: 'a', desiredTag: 'b', complete: false });
    history.see({ runningTag: 'a', desiredTag: 'c', complete: false });
    history.see(steady('c'));
    expect(history.lines).toEqual([
      'a>c deployment succeeded',
      'a>b deployment superseded',
      '>a deployment succeeded',
    ]);
  });

  it('calls the return to an earlier version a rollback and marks the other one', () => {
    const history = new History()
      .see(steady('a'))
      .see(steady('b'))
      .see(steady('a'));
    expect(history.lines).toEqual([
      'b>a rollback succeeded',
      'a>b deployment rolled-back',
      '>a deployment succeeded',
    ]);
  });

  it('finds what happened while nobody watched', () => {
    expect(new History().see(steady('a')).see(steady('b')).lines[0]).toBe(
      'a>b deployment succeeded',
    );
  });
});

describe('deploymentTransitions of a canary environment', () => {
  const canary = (
    runningTag: string,
    canaryTag: string,
    phase: NonNullable<DeployedFacts['rollout']>['phase'],
    more: Partial<DeployedFacts> = {},
  ): Partial<DeployedFacts> => ({
    runningTag,
    desiredTag: canaryTag,
    rollout: { phase, canaryTag, message: 'because' },
    ...more,
  });

  it('follows a good one: the change of the primary is no second deployment', () => {
    const history = new History()
      .see(canary('a', 'a', 'initialized'))
      .see(canary('a', 'b', 'progressing'))
      .see(canary('a', 'b', 'promoting', { complete: false }))
      .see(canary('b', 'b', 'finalising'));
    expect(history.lines).toEqual([
      'a>b canary running',
      '>a deployment succeeded',
    ]);
    history.see(canary('b', 'b', 'succeeded'));
    expect(history.lines).toEqual([
      'a>b canary succeeded',
      '>a deployment succeeded',
    ]);
    expect(history.see(canary('b', 'b', 'succeeded')).lines).toHaveLength(2);
  });

  it('follows a bad one, and stays calm when its tag is written back', () => {
    const history = new History()
      .see(canary('a', 'a', 'initialized'))
      .see(canary('a', 'b', 'progressing'))
      .see(canary('a', 'b', 'failed'))
      .see(canary('a', 'a', 'failed'));
    expect(history.lines).toEqual([
      'a>b canary failed',
      '>a deployment succeeded',
    ]);
    expect(history.rows[0].reason).toBe('because');
  });

  it('starts another one when a newer revision comes in the middle', () => {
    const history = new History()
      .see(canary('a', 'a', 'initialized'))
      .see(canary('a', 'b', 'progressing'))
      .see(canary('a', 'c', 'progressing'));
    expect(history.lines).toEqual([
      'a>c canary running',
      'a>b canary superseded',
      '>a deployment succeeded',
    ]);
  });

  it('sees the primary undone as a rollback', () => {
    const history = new History()
      .see(canary('a', 'a', 'initialized'))
      .see(canary('a', 'b', 'progressing'))
      .see(canary('b', 'b', 'succeeded'))
      .see(canary('a', 'b', 'succeeded'));
    expect(history.lines).toEqual([
      'b>a rollback succeeded',
      'a>b canary rolled-back',
      '>a deployment succeeded',
    ]);
  });
});
