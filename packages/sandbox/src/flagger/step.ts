import { CanaryMetric, CanaryWebhook } from './canary-definition';
import { CanaryPhase, CanaryStatus } from './canary-status';
import { Readiness } from './deployment-readiness';

/** What is true at the beginning of a tick, after the objects Flagger owns were brought into line. */
export interface TickFacts {
  now: string;
  targetHash: string;
  target: Readiness;
  primary: Readiness;
  routes: { primary: number; canary: number };
}

/** What Flagger does next: something to carry out, or a question whose answer decides how it goes on. */
export type Step =
  | {
      do: 'event';
      type: 'Normal' | 'Warning';
      message: string;
      /** The event webhook reports them as they were when the event was made. */
      phase?: CanaryPhase;
      lastAppliedSpec: string;
    }
  | { do: 'write-status'; status: CanaryStatus }
  | { do: 'set-routes'; primary: number; canary: number }
  | { do: 'scale-to-zero' }
  | { do: 'scale-from-zero' }
  | { do: 'promote' }
  | { do: 'reconcile-autoscaler' }
  | {
      ask: 'webhook';
      webhook: CanaryWebhook;
      phase?: CanaryPhase;
      lastAppliedSpec: string;
    }
  | { ask: 'metric'; metric: CanaryMetric };

/** To a webhook. */
export interface WebhookAnswer {
  ok: boolean;
  /** Body or error text, echoed in events. */
  text: string;
}

/** To a metric query; `none` = Prometheus answered, without a number. */
export type MetricAnswer =
  | { kind: 'number'; value: number }
  | { kind: 'none' }
  | { kind: 'error'; text: string };

export type Answer = WebhookAnswer | MetricAnswer | undefined;
export type Steps<Result = void> = Generator<Step, Result, Answer>;
