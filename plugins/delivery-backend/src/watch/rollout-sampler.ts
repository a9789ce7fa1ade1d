import {
  RolloutFacts,
  RolloutMetricFacts,
} from '@heal7/backstage-plugin-delivery-common';
import { Measurement } from '@heal7/backstage-plugin-delivery-node';
import { Announcer } from '../announce/announcer';
import { MetricTemplates } from '../sources/flagger/metric-templates';
import { Measurements } from '../sources/prometheus/measurements';
import { NewSample, SampleSide, SampleStore } from '../store/sample-store';
import { SourceStore } from '../store/source-store';

/** A rollout that is being measured. */
export interface MeasuredRollout {
  entityRef: string;
  runId: string;
  /** Where its MetricTemplates are. */
  cluster: string;
  prometheus: string;
  namespace: string;
  /** Workload names of the two sides. */
  workloads: Record<SampleSide, string>;
  rollout: RolloutFacts;
}

/** Metrics beside those of the Canary: they turn "93.8 %" into "31 of 498". */
const countMetrics: Array<Pick<RolloutMetricFacts, 'name' | 'template'>> = [
  { name: 'requests' },
  { name: 'errors' },
];

/** Measures every active rollout once a tick and stores what came back, errors included. */
export class RolloutSampler {
  readonly #measurements: Measurements;
  readonly #templates: MetricTemplates;
  readonly #samples: SampleStore;
  readonly #sources: SourceStore;
  readonly #announcer: Announcer;
  readonly #clock: () => Date;

  constructor(options: {
    measurements: Measurements;
    templates: MetricTemplates;
    samples: SampleStore;
    sources: SourceStore;
    announcer: Announcer;
    clock: () => Date;
  }) {
    this.#measurements = options.measurements;
    this.#templates = options.templates;
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
    const { entityRef, prometheus, rollout, runId } = measured;
    const at = this.#clock();
    const metrics = [...rollout.metrics, ...countMetrics];
    const sides: SampleSide[] = ['canary', 'stable'];
    const samples = await Promise.all(
      metrics.flatMap(metric =>
        sides.map(
          async (side): Promise<NewSample> => ({
            series: `${side}:${metric.name}`,
            measurement: await this.#measure(measured, metric, side, signal),
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

  /** The config's own query first, then the template the Canary names, then the default of the name. */
  async #measure(
    { cluster, namespace, prometheus, workloads }: MeasuredRollout,
    { name, template }: Pick<RolloutMetricFacts, 'name' | 'template'>,
    side: SampleSide,
    signal: AbortSignal,
  ): Promise<Measurement> {
    if (!template || this.#measurements.hasOwnQuery(name)) {
      return this.#measurements.measure(
        prometheus,
        name,
        { app: workloads[side], namespace },
        { signal },
      );
    }
    const answer = await this.#templates.query(cluster, template, {
      target: workloads[side],
    });
    return 'problem' in answer
      ? { kind: 'error', message: answer.problem }
      : this.#measurements.ask(prometheus, answer.query, { signal });
  }
}
