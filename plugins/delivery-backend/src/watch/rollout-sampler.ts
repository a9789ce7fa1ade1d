import { RolloutFacts } from '@heal7/backstage-plugin-delivery-common';
import { Announcer } from '../announce/announcer';
import { Measurements } from '../sources/prometheus/measurements';
import { NewSample, SampleSide, SampleStore } from '../store/sample-store';
import { SourceStore } from '../store/source-store';

/** A rollout that is being measured. */
export interface MeasuredRollout {
  entityRef: string;
  runId: string;
  prometheus: string;
  namespace: string;
  /** Workload names of the two sides. */
  workloads: Record<SampleSide, string>;
  rollout: RolloutFacts;
}

/** Metrics beside those of the Canary: they turn "93.8 %" into "31 of 498". */
const countMetrics = ['requests', 'errors'];

/** Measures every active rollout once a tick and stores what came back, errors included. */
export class RolloutSampler {
  readonly #measurements: Measurements;
  readonly #samples: SampleStore;
  readonly #sources: SourceStore;
  readonly #announcer: Announcer;
  readonly #clock: () => Date;

  constructor(options: {
    measurements: Measurements;
    samples: SampleStore;
    sources: SourceStore;
    announcer: Announcer;
    clock: () => Date;
  }) {
    this.#measurements = options.measurements;
    this.#samples = options.samples;
    this.#sources = options.sources;
    this.#announcer = options.announcer;
    this.#clock = options.clock;
  }

  async sample(
    rollouts: MeasuredRollout[],
    signal: AbortSignal,
  ): Promise<void> {
    // One rollout after another: a canary lasts minutes, a few queries take milliseconds.
    for (const rollout of rollouts) {
      if (signal.aborted) {
        return;
      }
      await this.#sampleOne(rollout, signal);
    }
  }

  async #sampleOne(
    measured: MeasuredRollout,
    signal: AbortSignal,
  ): Promise<void> {
    const { entityRef, namespace, prometheus, rollout, runId, workloads } =
      measured;
    const at = this.#clock();
    const metrics = [
      ...rollout.metrics.map(({ name }) => name),
      ...countMetrics,
    ];
    const sides: SampleSide[] = ['canary', 'stable'];
    const samples = await Promise.all(
      metrics.flatMap(metric =>
        sides.map(
          async (side): Promise<NewSample> => ({
            series: `${side}:${metric}`,
            measurement: await this.#measurements.measure(
              prometheus,
              metric,
              { app: workloads[side], namespace },
              { signal },
            ),
          }),
        ),
      ),
    );
    if (signal.aborted) {
      return;
    }
    const weight = rollout.routeWeight ?? rollout.reportedWeight;
    await this.#samples.add(runId, at, [
      ...samples,
      { series: 'weight', measurement: { kind: 'number', value: weight } },
    ]);
    const errors = samples.flatMap(({ measurement }) =>
      measurement.kind === 'error' ? [measurement.message] : [],
    );
    const down = errors.length === samples.length;
    await this.#sources.report(
      {
        scope: `prometheus:${prometheus}`,
        part: '',
        state: down ? 'unreachable' : 'ok',
        ...(down ? { message: errors[0] } : {}),
      },
      at,
    );
    this.#announcer.changed(entityRef, 'rollout');
  }
}
