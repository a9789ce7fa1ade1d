import { callWebhook, canaryChecksum } from './call-webhook';
import { canaryKind, webhooksOf } from './canary-definition';
import { CanaryStatus, readStatus } from './canary-status';
import { setRoutes } from './istio-routes';
import { queryMetric } from './metric-source';
import { FlaggerMetrics } from './metrics';
import {
  CanaryObjects,
  promoteTarget,
  reconcilePrimaryAutoscaler,
  scaleTarget,
} from './owned-objects';
import { Answer, Step } from './step';

export interface StepExecutorOptions {
  prometheusUrl: string;
  speed: number;
  clock: () => Date;
  metrics: FlaggerMetrics;
}

/** Carries out what was decided, and asks what was to be asked; decides nothing itself. */
export class StepExecutor {
  constructor(private readonly options: StepExecutorOptions) {}

  async carryOut(objects: CanaryObjects, step: Step): Promise<Answer> {
    if ('ask' in step) {
      return this.#ask(objects, step);
    }
    const { canary, object } = objects;
    switch (step.do) {
      case 'event':
        await this.event(objects, readStatus(object), step);
        break;
      case 'write-status':
        this.writeStatus(objects, step.status);
        break;
      case 'set-routes':
        setRoutes(objects, step);
        this.options.metrics.recordWeight(canary, step);
        break;
      case 'scale-to-zero':
        scaleTarget(objects, 'zero');
        break;
      case 'scale-from-zero':
        scaleTarget(objects, 'one');
        break;
      case 'promote':
        promoteTarget(objects);
        break;
      case 'reconcile-autoscaler':
        reconcilePrimaryAutoscaler(objects, { adapt: true });
        break;
      default:
        step satisfies never;
    }
    return undefined;
  }

  async #ask(
    { store, canary, object }: CanaryObjects,
    step: Extract<Step, { ask: unknown }>,
  ): Promise<Answer> {
    if (step.ask === 'webhook') {
      const { trackedConfigs } = readStatus(object);
      return callWebhook(step.webhook, {
        name: canary.name,
        namespace: canary.namespace,
        phase: step.phase ?? '',
        checksum: canaryChecksum(step.lastAppliedSpec, trackedConfigs),
        metadata: step.webhook.metadata,
      });
    }
    const answer = await queryMetric(canary, step.metric, {
      prometheusUrl: this.options.prometheusUrl,
      speed: this.options.speed,
      findTemplate: (namespace, name) =>
        store.get(
          { apiVersion: canaryKind.apiVersion, kind: 'MetricTemplate' },
          namespace,
          name,
        ),
    });
    this.options.metrics.recordAnalysis(canary, step.metric.name, answer);
    return answer;
  }

  private writeStatus(objects: CanaryObjects, status: CanaryStatus): void {
    const { canary, store } = objects;
    const latest = store.get(canaryKind, canary.namespace, canary.name);
    if (latest) {
      store.updateStatus({ ...latest, status: { ...status } });
    }
  }

  async event(
    objects: CanaryObjects,
    status: CanaryStatus,
    step: Extract<Step, { do: 'event' }>,
  ): Promise<void> {
    const { store, canary, object } = objects;
    store.recordEvent(object, {
      type: step.type,
      reason: 'Synced',
      message: step.message,
      component: 'flagger',
    });
    for (const webhook of webhooksOf(canary, 'event')) {
      await callWebhook(webhook, {
        name: canary.name,
        namespace: canary.namespace,
        phase: step.phase ?? '',
        checksum: canaryChecksum(step.lastAppliedSpec, status.trackedConfigs),
        metadata: {
          ...webhook.metadata,
          eventMessage: step.message,
          eventType: step.type,
          timestamp: String(this.options.clock().getTime()),
        },
      });
    }
  }
}
