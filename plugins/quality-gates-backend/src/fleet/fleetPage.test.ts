import {
  heal7Gate,
  type FleetCell,
  type FleetQuery,
  type FleetRow,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { fleetPage, unknownWord } from './fleetPage';
import { fleetRow } from './fleetRow';

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

const page = (query: Partial<FleetQuery>) =>
  fleetPage(rows, gates, { limit: 10, ...query });
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
      { entityRef: 'component:default/a', evaluationId: 'a', revision: 1 },
      {
        evaluationId: 'a',
        revision: 1,
        commit: 'c',
        verdict: 'failed',
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
});
