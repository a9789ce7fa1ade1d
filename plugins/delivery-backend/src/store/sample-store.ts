import {
  MetricSample,
  RolloutSamples,
} from '@heal7/backstage-plugin-delivery-common';
import { Measurement } from '@heal7/backstage-plugin-delivery-node';
import { Knex } from 'knex';

interface SampleRow {
  run_id: string;
  series: string;
  at: string;
  kind: string;
  value: number | null;
  message: string | null;
}

/** Which pods a sample is of. */
export type SampleSide = 'canary' | 'stable';

export interface NewSample {
  /** `weight`, `failed-checks`, or side and metric. */
  series: 'weight' | 'failed-checks' | `${SampleSide}:${string}`;
  measurement: Measurement;
}

/** As many samples of one series as the chart draws; older ones of a very long run are left out. */
const samplesPerSeries = 240;

function sampleOf(row: SampleRow): MetricSample {
  const at = Date.parse(row.at);
  if (row.kind === 'number' && row.value !== null) {
    return { at, kind: 'number', value: row.value };
  }
  return row.kind === 'error'
    ? { at, kind: 'error', message: row.message ?? 'unknown error' }
    : { at, kind: 'no-data' };
}

const lastNumber = (
  samples: MetricSample[] | undefined,
): number | undefined => {
  const last = samples?.at(-1);
  return last?.kind === 'number' ? Math.round(last.value) : undefined;
};

/** What was measured during the runs of the rollouts. */
export class SampleStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async add(runId: string, at: Date, samples: NewSample[]): Promise<void> {
    if (samples.length === 0) {
      return;
    }
    await this.#db<SampleRow>('delivery_samples')
      .insert(
        samples.map(({ series, measurement }) => ({
          run_id: runId,
          series,
          at: at.toISOString(),
          kind: measurement.kind,
          value: measurement.kind === 'number' ? measurement.value : null,
          message: measurement.kind === 'error' ? measurement.message : null,
        })),
      )
      .onConflict(['run_id', 'series', 'at'])
      .ignore();
  }

  async ofRun(runId: string): Promise<RolloutSamples> {
    const rows = await this.#db<SampleRow>('delivery_samples')
      .where({ run_id: runId })
      .orderBy('at', 'asc');
    const bySeries = new Map<string, MetricSample[]>();
    for (const row of rows) {
      const series = bySeries.get(row.series) ?? [];
      series.push(sampleOf(row));
      bySeries.set(row.series, series);
    }
    const take = (series: string) =>
      (bySeries.get(series) ?? []).slice(-samplesPerSeries);
    const names = new Set(
      [...bySeries.keys()].flatMap(series => {
        const [, name] = series.split(/:(.*)/s);
        return name ? [name] : [];
      }),
    );
    const countsOf = (side: SampleSide) => {
      const requests = lastNumber(bySeries.get(`${side}:requests`));
      const errors = lastNumber(bySeries.get(`${side}:errors`));
      return requests === undefined || errors === undefined
        ? {}
        : { [side]: { requests, errors } };
    };
    const failedChecks = (bySeries.get('failed-checks') ?? []).flatMap(sample =>
      sample.kind === 'number' ? [sample.value] : [],
    );
    return {
      ...(failedChecks.length > 0
        ? { failedChecks: Math.max(...failedChecks) }
        : {}),
      weight: take('weight').flatMap(sample =>
        sample.kind === 'number'
          ? [[sample.at, sample.value] as [number, number]]
          : [],
      ),
      metrics: Object.fromEntries(
        [...names].map(name => [
          name,
          { canary: take(`canary:${name}`), stable: take(`stable:${name}`) },
        ]),
      ),
      counts: { ...countsOf('canary'), ...countsOf('stable') },
    };
  }

  async prune(before: Date): Promise<void> {
    await this.#db('delivery_samples')
      .where('at', '<', before.toISOString())
      .delete();
  }
}
