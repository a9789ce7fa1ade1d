import { evaluate, evaluateRange } from './evaluate';
import { Labels } from './labels';
import { matchesAll } from './matcher';
import { SeriesData, SeriesStorage } from './storage';
import { createStorage } from './testing/create-storage';

/** `up{x="a"}` → value, for readable tables. */
function answer(query: string, storage: SeriesStorage, time: number) {
  const value = evaluate(query, storage, { time });
  if (value.type !== 'vector')
    return value.type === 'matrix' ? value.series : value.value;
  return value.samples.map(({ labels, value: number }) => [labels, number]);
}

const minute = 60_000;

describe('evaluate', () => {
  const storage = createStorage({
    'requests{pod="a",job="x"}': {
      every: 15_000,
      values: [0, 15, 30, 45, 60, 75, 90, 105, 120],
    },
    'requests{pod="b",job="x"}': {
      every: 15_000,
      values: [100, 130, 160, 10, 40, 70, 100, 130, 160],
    },
    'limit{pod="a"}': {
      every: 15_000,
      values: [10, 10, 10, 10, 10, 10, 10, 10, 10],
    },
    'limit{pod="b"}': {
      every: 15_000,
      values: [20, 20, 20, 20, 20, 20, 20, 20, 20],
    },
    'ended{pod="c"}': { every: 15_000, values: [1, 2, undefined] },
    'bucket{le="1"}': { every: 15_000, values: [10] },
    'bucket{le="2"}': { every: 15_000, values: [30] },
    'bucket{le="+Inf"}': { every: 15_000, values: [40] },
  });

  const a: Labels = { pod: 'a', job: 'x' };
  const b: Labels = { pod: 'b', job: 'x' };

  it.each<[string, unknown]>([
    ['1 + 2 * 3 ^ 2', 19],
    ['-1 ^ 2', -1],
    ['7 % -4', 3],
    ['1 > bool 2', 0],
    ['requests{pod="a"}', [[{ __name__: 'requests', ...a }, 120]]],
    ['requests{pod=~"a|z"} * 2', [[a, 240]]],
    ['requests{pod!~"b"} > 100', [[{ __name__: 'requests', ...a }, 120]]],
    [
      'requests{pod=~"."} > bool 150',
      [
        [a, 0],
        [b, 1],
      ],
    ],
    [
      'requests offset 1m',
      [
        [{ __name__: 'requests', ...a }, 60],
        [{ __name__: 'requests', ...b }, 40],
      ],
    ],
    ['requests{pod="a"} @ 15', [[{ __name__: 'requests', ...a }, 15]]],
    // 60 s of samples exactly cover the window: nothing is extrapolated
    ['rate(requests{pod="a"}[1m])', [[a, 1]]],
    // The window reaches back to the very first sample, where the counter was reset from 160 to 10
    ['increase(requests{pod="b"}[2m])', [[b, 220]]],
    [
      'resets(requests[2m])',
      [
        [a, 0],
        [b, 1],
      ],
    ],
    [
      'irate(requests[1m])',
      [
        [a, 1],
        [b, 2],
      ],
    ],
    ['sum(requests)', [[{}, 280]]],
    [
      'sum by (pod) (requests)',
      [
        [{ pod: 'a' }, 120],
        [{ pod: 'b' }, 160],
      ],
    ],
    ['max without (pod) (requests)', [[{ job: 'x' }, 160]]],
    ['topk(1, requests)', [[{ __name__: 'requests', ...b }, 160]]],
    [
      'requests / on(pod) limit',
      [
        [{ pod: 'a' }, 12],
        [{ pod: 'b' }, 8],
      ],
    ],
    [
      'limit * on(pod) group_left(job) requests',
      [
        [{ pod: 'a', job: 'x' }, 1200],
        [{ pod: 'b', job: 'x' }, 3200],
      ],
    ],
    [
      'limit unless on(pod) requests{pod="a"}',
      [[{ __name__: 'limit', pod: 'b' }, 20]],
    ],
    ['ended', []],
    ['ended offset 100s', [[{ __name__: 'ended', pod: 'c' }, 2]]],
    ['absent(ended{pod="c"})', [[{ pod: 'c' }, 1]]],
    ['histogram_quantile(0.5, bucket)', [[{}, 1.5]]],
    ['histogram_quantile(0.99, bucket)', [[{}, 2]]],
    ['max_over_time(sum(requests)[1m:15s])', [[{}, 280]]],
    [
      'label_replace(limit{pod="a"}, "name", "pod-$1", "pod", "(.*)")',
      [[{ __name__: 'limit', pod: 'a', name: 'pod-a' }, 10]],
    ],
  ])('%s', (query, expected) => {
    expect(answer(query, storage, 2 * minute)).toEqual(expected);
  });

  it('forgets a sample after the lookback', () => {
    expect(answer('sum(limit)', storage, 7 * minute)).toEqual([[{}, 30]]);
    expect(answer('sum(limit)', storage, 7 * minute + 1)).toEqual([]);
  });

  it.each([
    [
      'rate(requests)',
      '1:6: parse error: expected type range vector in call to function "rate", got instant vector',
    ],
    [
      '{}',
      '1:1: parse error: vector selector must contain at least one non-empty matcher',
    ],
    [
      '1 > 2',
      '1:1: parse error: comparisons between scalars must use BOOL modifier',
    ],
    [
      'nonsense(limit)',
      '1:1: parse error: unknown function with name "nonsense"',
    ],
    ['sum(', '1:5: parse error: unexpected end of input'],
    ['limit{pod=~"(?=a)"}', 'invalid or unsupported Perl syntax'],
    [
      'requests * on(job) requests',
      'many-to-many matching not allowed: matching labels must be unique on one side',
    ],
    ['limit * on() group_left() requests', 'many-to-many matching not allowed'],
    [
      'requests * on(job) sum by (job) (requests)',
      'multiple matches for labels',
    ],
    [
      'label_replace(limit, "pod", "", "pod", ".*")',
      'vector cannot contain metrics with the same labelset',
    ],
  ])('refuses %s', (query, message) => {
    expect(() => evaluate(query, storage, { time: 2 * minute })).toThrow(
      message,
    );
  });

  it('refuses queries that are too long and ranges that are too fine', () => {
    expect(() => evaluate('1+'.repeat(10_000), storage, { time: 0 })).toThrow(
      'longer than',
    );
    expect(() =>
      evaluateRange('1', storage, { start: 0, end: 11_001, step: 1 }),
    ).toThrow('exceeded maximum resolution of 11,000 points');
  });

  it('selects once, however many steps there are', () => {
    let selections = 0;
    const counting: SeriesStorage = {
      select: matchers => {
        selections += 1;
        return storage
          .select([])
          .filter((series: SeriesData) => matchesAll(matchers, series.labels));
      },
    };
    const series = evaluateRange('sum(limit)', counting, {
      start: 0,
      end: minute,
      step: 15_000,
    });
    expect(series).toEqual([
      {
        labels: {},
        timestamps: [0, 15_000, 30_000, 45_000, 60_000],
        values: [30, 30, 30, 30, 30],
      },
    ]);
    expect(selections).toBe(1);
  });
});
