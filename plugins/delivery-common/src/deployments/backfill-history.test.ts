import { backfillHistory, PastSync } from './backfill-history';
import { DeploymentRecord } from './deployment-record';

const at = (hour: number) =>
  `2026-01-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
const sync = (tag: string, hour: number): PastSync => ({
  tag,
  deployedAt: at(hour),
  links: [],
});
const row = (
  toTag: string,
  hour: number,
  more: Partial<DeploymentRecord> = {},
): DeploymentRecord => ({
  id: `${toTag}@${hour}`,
  environment: 'prod',
  toTag,
  startedAt: at(hour),
  finishedAt: at(hour),
  outcome: 'succeeded',
  kind: 'deployment',
  links: [],
  ...more,
});
const guessed = (toTag: string, hour: number) =>
  row(toTag, hour, { origin: 'cluster' });

/** The history afterwards, oldest first, in short. */
function backfilled(syncs: PastSync[], history: DeploymentRecord[]) {
  const { remove, save } = backfillHistory({
    environment: 'prod',
    syncs,
    history,
    idOf: ({ deployedAt, tag }) => `past ${tag} ${deployedAt}`,
  });
  const saved = new Set(save.map(({ id }) => id));
  return [
    ...history.filter(({ id }) => !saved.has(id) && !remove.includes(id)),
    ...save,
  ]
    .sort((a, b) => a.startedAt.localeCompare(b.startedAt))
    .map(({ finishedAt, fromTag, kind, outcome, toTag }) =>
      [
        `${fromTag ?? '-'}→${toTag}`,
        finishedAt?.slice(11, 13),
        kind,
        outcome,
      ].join(' '),
    );
}

describe('backfillHistory', () => {
  it('puts what Argo CD remembers before what the portal saw first; the same tag twice is one deployment', () => {
    expect(
      backfilled(
        [sync('a', 1), sync('b', 2), sync('b', 3), sync('c', 5)],
        [guessed('c', 4)],
      ),
    ).toEqual([
      '-→a 01 deployment succeeded',
      'a→b 02 deployment succeeded',
      'b→c 05 deployment succeeded',
    ]);
  });

  it('knows a rollback by the older version that came again', () => {
    // Its ReplicaSet is the old one, so the cluster alone says that "a" has been there all the time.
    expect(
      backfilled([sync('a', 1), sync('b', 2), sync('a', 3)], [guessed('a', 1)]),
    ).toEqual([
      '-→a 01 deployment succeeded',
      'a→b 02 deployment rolled-back',
      'b→a 03 rollback succeeded',
    ]);
  });

  it('leaves what was seen, and what is on its way, to those who saw it', () => {
    const seen = row('c', 6, { fromTag: 'b' });
    expect(
      backfilled(
        [sync('a', 1), sync('b', 2), sync('c', 6)],
        [seen, guessed('b', 2)],
      ),
    ).toEqual([
      '-→a 01 deployment succeeded',
      'a→b 02 deployment succeeded',
      'b→c 06 deployment succeeded',
    ]);
    // The canary of "c" runs or has failed: what serves is "b".
    expect(
      backfilled([sync('a', 1), sync('b', 2), sync('c', 3)], [guessed('b', 2)]),
    ).toEqual(['-→a 01 deployment succeeded', 'a→b 02 deployment succeeded']);
  });

  it('replaces guesses from ReplicaSets it knows better, and keeps older ones', () => {
    expect(
      backfilled(
        [sync('b', 3), sync('c', 5)],
        [guessed('c', 5), guessed('b', 2), guessed('a', 1)],
      ),
    ).toEqual([
      '-→a 01 deployment succeeded',
      'a→b 03 deployment succeeded',
      'b→c 05 deployment succeeded',
    ]);
  });

  it('goes before the oldest row of a history without guesses', () => {
    expect(
      backfilled(
        [sync('a', 1), sync('b', 2)],
        [row('c', 5), row('b', 2, { startedAt: at(3) })],
      ),
    ).toEqual([
      '-→a 01 deployment succeeded',
      '-→b 02 deployment succeeded',
      '-→c 05 deployment succeeded',
    ]);
  });

  it('has nothing to say where nothing was seen or remembered', () => {
    expect(backfilled([sync('a', 1)], [])).toEqual([]);
    expect(backfilled([], [guessed('a', 1)])).toEqual([
      '-→a 01 deployment succeeded',
    ]);
  });
});
