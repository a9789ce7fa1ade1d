import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, compareAnswers } from './testing/compare-answers';
import { comparedQueries } from './testing/compared-queries';
import {
  DURATION,
  generateSampleData,
  START,
} from './testing/generate-sample-data';
import { hasPrometheus, RealPrometheus } from './testing/real-prometheus';
import { remoteWrite } from './testing/remote-write';
import { exportOpenMetrics } from './exposition';
import { createPrometheusServer, PrometheusServer } from './prometheus-server';
import { TimeSeriesDatabase } from './time-series-database';

/** A JSON file with a list of further queries to compare. */
/** Every query the portal sends; a test of the delivery plugin keeps the file equal to its templates. */
const productQueries: string[] = JSON.parse(
  readFileSync(join(__dirname, 'testing/product-queries.json'), 'utf8'),
);

const MINUTE = 60_000;
/** Odd moments on purpose: between two scrapes, on one, and around the canary's start and end. */
const instants = [
  0.5, 4.01, 5.5, 7, 12.02, 13.4, 16.95, 17.1, 24.999, 28, 31,
].map(minutes => START + minutes * MINUTE);
const range = {
  start: String(START / 1000 - 30),
  end: String((START + DURATION) / 1000 + 330),
  step: '17',
};

/** OpenMetrics knows no staleness markers, so the copy that is compared with blocks made of it has none either. */
function withoutStaleness(database: TimeSeriesDatabase): TimeSeriesDatabase {
  const copy = new TimeSeriesDatabase();
  for (const { labels, timestamps, values, stale } of database.all()) {
    for (let index = 0; index < values.length; index++) {
      if (!stale?.[index])
        copy.append(labels, timestamps[index], values[index]);
    }
  }
  return copy;
}

/** Asks both servers everything and lists where they differ. */
async function compareAll(ours: string, real: string) {
  const differences: string[] = [];
  let points = 0;
  const compare = async (path: string, parameters: Record<string, string>) => {
    const [actual, expected] = await Promise.all([
      ask(ours, path, parameters),
      ask(real, path, parameters),
    ]);
    const result = compareAnswers(
      actual,
      expected,
      /^(sort|topk|bottomk)/.test(parameters.query),
    );
    points += result.points;
    if (result.difference) {
      differences.push(`${JSON.stringify(parameters)}: ${result.difference}`);
    }
  };
  for (const query of [...comparedQueries, ...productQueries]) {
    for (const time of instants) {
      await compare('/api/v1/query', { query, time: String(time / 1000) });
    }
    await compare('/api/v1/query_range', { query, ...range });
  }
  return { differences, points };
}

describe('compared with a real Prometheus', () => {
  const required = process.env.REQUIRE_PROMETHEUS === '1';
  const cleanUps: Array<() => Promise<void>> = [];

  if (!hasPrometheus()) {
    if (required) {
      it('has the prometheus and promtool that REQUIRE_PROMETHEUS=1 asks for', () => {
        expect(hasPrometheus()).toBe(true);
      });
    } else {
      it.todo('skipped: no prometheus binary');
    }
    return;
  }

  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  async function serve(
    database: TimeSeriesDatabase,
  ): Promise<PrometheusServer> {
    const server = await createPrometheusServer({ database, port: 0 });
    cleanUps.push(() => server.close());
    return server;
  }

  async function startReal(openMetrics?: string): Promise<RealPrometheus> {
    const real = await RealPrometheus.start(openMetrics);
    cleanUps.push(() => real.stop());
    return real;
  }

  it('gives the same answers from blocks made of the OpenMetrics export', async () => {
    const database = generateSampleData();
    const ours = await serve(withoutStaleness(database));
    const real = await startReal(exportOpenMetrics(database.all()));
    const { differences, points } = await compareAll(ours.url, real.url);
    expect(differences).toEqual([]);
    expect(points).toBeGreaterThan(50_000);
  }, 300_000);

  it('gives the same answers where series go stale', async () => {
    const database = generateSampleData();
    const ours = await serve(database);
    const real = await startReal();
    await remoteWrite(real.url, database.all());
    const { differences, points } = await compareAll(ours.url, real.url);
    expect(differences).toEqual([]);
    expect(points).toBeGreaterThan(50_000);
  }, 300_000);
});
