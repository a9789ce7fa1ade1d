import { KubeObject } from '../kubernetes/object-store';
import { stringOf, objectOf } from '../kubernetes/store/json';
import { CanaryDefinition } from './canary-definition';
import { MetricAnswer } from './step';

export interface MetricSample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** The gauges of Flagger's own `/metrics`. */
export class FlaggerMetrics {
  private readonly weights = new Map<string, MetricSample>();
  private readonly analysis = new Map<string, MetricSample>();

  recordWeight(
    canary: CanaryDefinition,
    weights: { primary: number; canary: number },
  ): void {
    const { namespace, targetName } = canary;
    for (const [workload, value] of [
      [`${targetName}-primary`, weights.primary],
      [targetName, weights.canary],
    ] as const) {
      this.weights.set(`${namespace}/${workload}`, {
        name: 'flagger_canary_weight',
        labels: { workload, namespace },
        value,
      });
    }
  }

  recordAnalysis(
    canary: CanaryDefinition,
    metric: string,
    answer: MetricAnswer,
  ): void {
    if (answer.kind !== 'number') {
      return;
    }
    const { namespace, targetName: name } = canary;
    this.analysis.set(`${namespace}/${name}/${metric}`, {
      name: 'flagger_canary_metric_analysis',
      labels: { name, namespace, metric },
      value: answer.value,
    });
  }

  samples(canaries: KubeObject[]): MetricSample[] {
    const totals = new Map<string, number>();
    const samples: MetricSample[] = [];
    for (const canary of canaries) {
      const { namespace = 'default' } = canary.metadata;
      totals.set(namespace, (totals.get(namespace) ?? 0) + 1);
      const target = objectOf(objectOf(canary.spec).targetRef);
      samples.push({
        name: 'flagger_canary_status',
        labels: {
          name: stringOf(target.name) ?? canary.metadata.name,
          namespace,
        },
        value: statusValue(objectOf(canary.status).phase),
      });
    }
    for (const [namespace, value] of totals) {
      samples.push({
        name: 'flagger_canary_total',
        labels: { namespace },
        value,
      });
    }
    return [...samples, ...this.weights.values(), ...this.analysis.values()];
  }
}

/** 0 running, 2 failed, 1 for everything else: Flagger does not tell waiting from done here. */
function statusValue(phase: unknown): number {
  if (phase === 'Progressing') {
    return 0;
  }
  return phase === 'Failed' ? 2 : 1;
}
