import { evaluate } from '../promql';
import { exportOpenMetrics } from './exposition';
import { TimeSeriesDatabase } from './time-series-database';

const up = (pod: string) => ({ __name__: 'up', pod });

describe('TimeSeriesDatabase', () => {
  it('marks what a target no longer exposes as stale', () => {
    const database = new TimeSeriesDatabase();
    database.scrape('one', 1000, [
      { labels: up('a'), value: 1 },
      { labels: up('b'), value: 1 },
    ]);
    database.scrape('two', 1000, [{ labels: up('c'), value: 1 }]);
    database.scrape('one', 2000, [{ labels: up('a'), value: 1 }]);
    const pods = (time: number) => {
      const value = evaluate('up', database, { time });
      return value.type === 'vector'
        ? value.samples.map(({ labels }) => labels.pod)
        : [];
    };
    expect(pods(1999)).toEqual(['a', 'b', 'c']);
    expect(pods(2000)).toEqual(['a', 'c']);
    expect(exportOpenMetrics(database.all())).toBe(
      'up{pod="a"} 1 1\nup{pod="a"} 1 2\nup{pod="b"} 1 1\nup{pod="c"} 1 1\n# EOF\n',
    );
  });

  it('ignores samples that are not newer', () => {
    const database = new TimeSeriesDatabase();
    database.append(up('a'), 2000, 1);
    database.append(up('a'), 2000, 2);
    database.append(up('a'), 1000, 3);
    expect(Array.from(database.all()[0].values)).toEqual([1]);
  });

  it('forgets what is older than the retention, and series with it', () => {
    const database = new TimeSeriesDatabase({ retention: 10_000_000 });
    database.append(up('old'), 0, 1);
    for (let index = 1; index <= 50_000; index++)
      database.append(up('a'), index * 1000, index);
    const [series, ...others] = database.all();
    expect(others).toEqual([]);
    expect(series.timestamps[0]).toBeGreaterThanOrEqual(39_990_000);
    expect(series.values[series.values.length - 1]).toBe(50_000);
  });

  it('keeps to its upper bound', () => {
    const database = new TimeSeriesDatabase({
      retention: 1_000_000_000,
      maxSamples: 1000,
    });
    database.append(up('old'), 0, 1);
    for (let index = 1; index <= 50_000; index++)
      database.append(up('a'), index * 1000, index);
    expect(
      database.all().reduce((sum, { values }) => sum + values.length, 0),
    ).toBeLessThanOrEqual(1001);
  });

  it('leaves views handed out earlier as they were', () => {
    const database = new TimeSeriesDatabase();
    database.append(up('a'), 1, 1);
    const [before] = database.all();
    for (let index = 2; index < 500; index++)
      database.append(up('a'), index, index);
    expect(Array.from(before.values)).toEqual([1]);
  });
});
