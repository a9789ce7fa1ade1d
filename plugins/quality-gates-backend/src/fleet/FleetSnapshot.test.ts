import {
  heal7Gate,
  type FleetCell,
  type FleetQuery,
  type FleetRow,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { FleetSnapshot } from './FleetSnapshot';
import { fleetRow } from './fleetRow';
import { unknownWord } from './fleetSelection';

const gates = [heal7Gate('backend')];
const coverage = 'coverage.backend-lines';

function row(
  name: string,
  verdict: Verdict,
  cells: Record<string, FleetCell> = {},
  updatedAt = '2026-03-01T10:00:00.000Z',
): FleetRow {
  return {
    entityRef: `component:default/${name}`,
    owner: name.startsWith('a') ? 'group:default/a' : 'group:default/b',
    evaluationId: name,
    commit: 'c',
    verdict,
    updatedAt,
    cells,
  };
}

const percent = (verdict: Verdict, value: number): FleetCell => ({
  verdict,
  value,
  unit: 'percent',
});

const rows: FleetRow[] = [
  row('ab', 'passed', { [coverage]: percent('passed', 90) }),
  row(
    'a',
    'failed',
    { [coverage]: percent('failed', 20) },
    '2026-03-03T00:00:00Z',
  ),
  row(
    'b',
    'error',
    { [coverage]: percent('failed', 70) },
    '2026-03-02T00:00:00Z',
  ),
  row('c', 'inconclusive', { [coverage]: { verdict: 'inconclusive' } }),
  row('d', 'passed', { 'of the team': { verdict: 'failed' } }),
];

const snapshot = new FleetSnapshot(rows, gates);
const page = (query: Partial<FleetQuery>) =>
  snapshot.page({ limit: 10, ...query });
const names = (query: Partial<FleetQuery>) =>
  page(query).items.map(({ evaluationId }) => evaluationId);

describe('a page of the fleet', () => {
  it.each<[Partial<FleetQuery>, string[]]>([
    [{}, ['a', 'b', 'c', 'ab', 'd']],
    [{ order: 'asc' }, ['ab', 'd', 'c', 'b', 'a']],
    [{ sort: 'name' }, ['a', 'ab', 'b', 'c', 'd']],
    [{ sort: 'name', order: 'desc' }, ['d', 'c', 'b', 'ab', 'a']],
    [{ sort: 'updated' }, ['a', 'b', 'ab', 'c', 'd']],
    [{ sort: coverage }, ['b', 'a', 'c', 'ab', 'd']],
    [{ sort: coverage, order: 'asc' }, ['ab', 'c', 'a', 'b', 'd']],
    [{ owners: ['group:default/a'] }, ['a', 'ab']],
    [{ text: 'B', sort: 'name' }, ['ab', 'b']],
    [{ failing: coverage }, ['a', 'b', 'c']],
  ])('%j', (query, expected) => {
    expect(names(query)).toEqual(expected);
    // The same, page by page.
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const part = page({ ...query, limit: 2, ...(cursor ? { cursor } : {}) });
      seen.push(...part.items.map(({ evaluationId }) => evaluationId));
      cursor = part.nextCursor;
    } while (cursor);
    expect(seen).toEqual(expected);
  });

  it('counts the whole selection, and the portal’s checks only', () => {
    const { checks, totals } = page({ limit: 1 });
    expect(totals).toEqual({ passed: 2, failed: 1, error: 1, inconclusive: 1 });
    expect(checks).toEqual([
      expect.objectContaining({
        id: coverage,
        services: 4,
        failed: 2,
        unclear: 1,
        waived: 0,
      }),
    ]);
    expect(page({ owners: ['group:default/a'] }).totals.failed).toBe(1);
  });

  it('tells apart what is awaited and what is excused from what fails', () => {
    const some = new FleetSnapshot(
      [
        row('waits', 'inconclusive', {
          [coverage]: { verdict: 'inconclusive', pending: true },
        }),
        row('excused', 'passed', {
          [coverage]: { ...percent('failed', 20), waived: true },
        }),
        row('missing', 'inconclusive', {
          [coverage]: { verdict: 'inconclusive' },
        }),
        row('good', 'passed', { [coverage]: percent('passed', 90) }),
      ].map(it =>
        it.entityRef.endsWith('waits') ? { ...it, pending: true } : it,
      ),
      gates,
    );
    const all = some.page({ limit: 10 });
    expect(all.items.map(({ evaluationId }) => evaluationId)).toEqual([
      'missing',
      'waits',
      'excused',
      'good',
    ]);
    expect(all.pending).toBe(1);
    expect(all.totals).toEqual({
      passed: 2,
      failed: 0,
      error: 0,
      inconclusive: 1,
    });
    expect(all.checks).toMatchObject([
      { services: 4, failed: 0, unclear: 1, waived: 1, pending: 1 },
    ]);
    // As many as the count of what fails says.
    const failing = some.page({ limit: 10, failing: coverage });
    expect(failing.items.map(({ evaluationId }) => evaluationId)).toEqual([
      'missing',
    ]);
  });

  it('shows of a snapshot only what may be read, and counts that', () => {
    const readable = new Set(['component:default/a', 'component:default/b']);
    const part = snapshot.page({ limit: 1, sort: 'name' }, readable);
    expect(part.items.map(({ evaluationId }) => evaluationId)).toEqual(['a']);
    expect(part.totals).toEqual({
      passed: 0,
      failed: 1,
      error: 1,
      inconclusive: 0,
    });
    // Nothing of it is kept for the next, who may read all.
    expect(names({ sort: 'name' })).toHaveLength(rows.length);
  });

  it('knows its words', () => {
    expect(unknownWord({ sort: 'name', failing: coverage }, gates)).toBe(
      undefined,
    );
    expect(unknownWord({ sort: 'colour' }, gates)).toBe('colour');
    expect(unknownWord({ failing: 'verdict' }, gates)).toBe('verdict');
  });
});

describe('a row of the fleet', () => {
  const check = (id: string, verdict: Verdict, blocking = true) => ({
    id,
    verdict,
    blocking,
  });
  const verdictWith = (waived: string[]) =>
    fleetRow(
      { entityRef: 'component:default/a' },
      {
        evaluationId: 'a',
        revision: 1,
        commit: 'c',
        verdict: 'failed',
        waits: false,
        updatedAt: '',
        checks: [
          check('one', 'failed'),
          check('two', 'inconclusive'),
          check('advice', 'failed', false),
        ],
      },
      new Set(waived),
    ).verdict;

  it.each([
    [[], 'failed'],
    [['advice'], 'failed'],
    [['one'], 'inconclusive'],
    [['two'], 'failed'],
    [['one', 'two'], 'passed'],
  ])('with exceptions from %j is %s', (waived, verdict) => {
    expect(verdictWith(waived)).toBe(verdict);
  });

  it.each<[string, Verdict, string[], boolean | undefined]>([
    ['what passes so far', 'inconclusive', [], true],
    // A failure counts at once, whatever is still awaited.
    ['a failure', 'failed', [], undefined],
    ['a report that could not be read', 'error', [], undefined],
    ['a failure that is excused', 'failed', ['one'], true],
  ])('that waits: %s', (_, verdict, waived, pending) => {
    const { pending: found } = fleetRow(
      { entityRef: 'component:default/a' },
      {
        evaluationId: 'a',
        revision: 1,
        commit: 'c',
        verdict,
        waits: true,
        updatedAt: '',
        checks: [
          check('one', verdict),
          { ...check('image', 'inconclusive'), pending: true },
        ],
      },
      new Set(waived),
    );
    expect(found).toBe(pending);
  });
});
