import { ConflictError } from '@backstage/errors';
import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { objectOf } from '../kubernetes/store/json';
import { advance } from './advance';
import { CanaryDefinition, canaryKind, parseCanary } from './canary-definition';
import { readStatus } from './canary-status';
import { deploymentReadiness } from './deployment-readiness';
import { initialise, Reconciled } from './initialise';
import { causeOf } from './metric-source';
import { FlaggerMetrics, MetricSample } from './metrics';
import { CanaryObjects, primaryOf, targetOf } from './owned-objects';
import { specHash } from './spec-hash';
import { TickFacts } from './step';
import { StepExecutor } from './step-executor';

export interface FlaggerOptions {
  store: ObjectStore;
  prometheusUrl: string;
  /** Divides intervals and deadlines. */
  speed: number;
  clock?: () => Date;
}

/** Flagger for the Istio canaries of one cluster. */
export interface Flagger {
  start(): void;
  /** Waits for the tick that is running. */
  stop(): Promise<void>;
  /** One tick of one canary, now; for tests and impatient people. */
  tick(namespace: string, name: string): Promise<void>;
  /** What Flagger's own /metrics would say. */
  flaggerMetrics(): MetricSample[];
}

interface Job {
  intervalMs: number;
  timer: NodeJS.Timeout;
}

class FlaggerController implements Flagger {
  private readonly jobs = new Map<string, Job>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly metrics = new FlaggerMetrics();
  private readonly executor: StepExecutor;
  private readonly clock: () => Date;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly options: FlaggerOptions) {
    this.clock = options.clock ?? (() => new Date());
    this.executor = new StepExecutor({
      ...options,
      clock: this.clock,
      metrics: this.metrics,
    });
  }

  start(): void {
    if (this.unsubscribe) {
      return;
    }
    this.options.store
      .list(canaryKind)
      .forEach(canary => this.schedule(canary));
    this.unsubscribe = this.options.store.watch(change => {
      if (
        change.object.kind !== canaryKind.kind ||
        !change.object.apiVersion.startsWith('flagger.app/')
      ) {
        return;
      }
      if (change.type === 'DELETED') {
        this.unschedule(keyOf(change.object));
      } else {
        this.schedule(change.object);
      }
    });
  }

  async stop(): Promise<void> {
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    [...this.jobs.keys()].forEach(key => this.unschedule(key));
    await Promise.all(this.running.values());
  }

  flaggerMetrics(): MetricSample[] {
    return this.metrics.samples(this.options.store.list(canaryKind));
  }

  tick(namespace: string, name: string): Promise<void> {
    const key = `${namespace}/${name}`;
    // A tick that takes longer than the interval is not overtaken by the next.
    const current = this.running.get(key);
    if (current) {
      return current;
    }
    const run = this.runTick(namespace, name).finally(() =>
      this.running.delete(key),
    );
    this.running.set(key, run);
    return run;
  }

  private schedule(object: KubeObject): void {
    const key = keyOf(object);
    const { name, namespace = 'default' } = object.metadata;
    const canary = this.parse(object);
    if (!canary) {
      return;
    }
    const intervalMs = Math.max(50, canary.intervalMs / this.options.speed);
    const existing = this.jobs.get(key);
    if (existing?.intervalMs === intervalMs) {
      return;
    }
    this.unschedule(key);
    const timer = setInterval(() => {
      this.tick(namespace, name).catch(error => process.emitWarning(error));
    }, intervalMs);
    timer.unref();
    this.jobs.set(key, { intervalMs, timer });
  }

  private unschedule(key: string): void {
    clearInterval(this.jobs.get(key)?.timer);
    this.jobs.delete(key);
  }

  private parse(object: KubeObject): CanaryDefinition | undefined {
    try {
      return parseCanary(object);
    } catch (error) {
      this.options.store.recordEvent(object, {
        type: 'Warning',
        reason: 'Synced',
        message: causeOf(error),
        component: 'flagger',
      });
      return undefined;
    }
  }

  private async runTick(namespace: string, name: string): Promise<void> {
    const { store } = this.options;
    const object = store.get(canaryKind, namespace, name);
    const canary = object && this.parse(object);
    if (!object || !canary) {
      return;
    }
    const objects: CanaryObjects = { store, canary, object };
    const status = readStatus(object);
    try {
      if (canary.suspend) {
        await this.executor.event(objects, status, {
          do: 'event',
          type: 'Normal',
          message: 'skipping canary run as object is suspended',
          phase: status.phase,
          lastAppliedSpec: status.lastAppliedSpec,
        });
        return;
      }
      const reconciled: Reconciled = initialise(objects, status, {
        ...this.readinessOptions(),
        now: this.now(),
      });
      for (const step of reconciled.steps) {
        await this.executor.carryOut(objects, step);
      }
      if (reconciled.ready) {
        this.metrics.recordWeight(canary, reconciled.routes);
        await this.advanceCanary(objects, reconciled.routes);
      }
    } catch (error) {
      if (error instanceof ConflictError) {
        return; // Somebody wrote at the same moment; the next tick sees it.
      }
      await this.executor.event(objects, status, {
        do: 'event',
        type: 'Warning',
        message: causeOf(error),
        phase: status.phase,
        lastAppliedSpec: status.lastAppliedSpec,
      });
    }
  }

  private async advanceCanary(
    objects: CanaryObjects,
    routes: { primary: number; canary: number },
  ): Promise<void> {
    const { canary, store } = objects;
    const fresh = store.get(canaryKind, canary.namespace, canary.name);
    if (!fresh) {
      return;
    }
    const current: CanaryObjects = { ...objects, object: fresh };
    const steps = advance(
      canary,
      readStatus(fresh),
      this.facts(current, routes),
    );
    let next = steps.next();
    while (!next.done) {
      next = steps.next(await this.executor.carryOut(current, next.value));
    }
  }

  private facts(
    objects: CanaryObjects,
    routes: { primary: number; canary: number },
  ): TickFacts {
    const { canary } = objects;
    const target = targetOf(objects);
    const primary = primaryOf(objects);
    const options = this.readinessOptions();
    const deadlineMs =
      (canary.progressDeadlineSeconds * 1000) / this.options.speed;
    return {
      now: this.now(),
      targetHash: specHash(objectOf(target.spec).template),
      target: deploymentReadiness(target, {
        ...options,
        deadlineMs,
        readyThreshold: canary.canaryReadyThreshold,
      }),
      primary: primary
        ? deploymentReadiness(primary, {
            ...options,
            deadlineMs,
            readyThreshold: canary.primaryReadyThreshold,
          })
        : { ready: false, retriable: true, message: 'not found' },
      routes,
    };
  }

  private readinessOptions() {
    return { nowMs: this.clock().getTime() };
  }

  private now(): string {
    return `${this.clock().toISOString().slice(0, 19)}Z`;
  }
}

function keyOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? 'default'}/${metadata.name}`;
}

export function createFlagger(options: FlaggerOptions): Flagger {
  return new FlaggerController(options);
}
