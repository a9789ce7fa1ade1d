import { KubeObject } from '../kubernetes/object-store';
import { objectOf } from '../kubernetes/store/json';
import {
  ApplicationDefinition,
  applicationKind,
  parseApplication,
  REFRESH_ANNOTATION,
  RESOURCES_FINALIZER,
} from './application';
import {
  ApplicationCondition,
  comparedStatus,
  failedStatus,
  knownResources,
  lastOperation,
} from './application-status';
import { ApplicationStore } from './application-store';
import {
  compareApplication,
  Comparison,
  imagesOf,
  trackedObjects,
} from './comparison';
import { Desired, DesiredState } from './desired-state';
import { ArgoCd, ArgoCdOptions } from './argocd-options';
import { GitCache } from './git-cache';
import { messageOf } from './message-of';
import { autoSync, requestedSync } from './operation';
import { isSameRepository } from './repository-url';
import { trackedBy } from './resource-key';
import { SyncRunner } from './sync-runner';
import { WorkQueue } from './work-queue';

const POLL_MS = 3 * 60_000;
const SELF_HEAL_DELAY_MS = 5_000;
/** Changes in the cluster come in bursts; one comparison for each burst. */
const SETTLE_MS = 50;
const PODS_SETTLE_MS = 500;

class ApplicationController implements ArgoCd {
  private readonly applications: ApplicationStore;
  private readonly desired: DesiredState;
  private readonly queue: WorkQueue;
  private readonly syncs: SyncRunner;
  private readonly refresh = new Set<string>();
  private readonly seen = new Map<string, number | undefined>();
  private poll: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly options: ArgoCdOptions) {
    this.applications = new ApplicationStore(
      options.store,
      options.namespace ?? 'argocd',
      options.clock ?? (() => new Date()),
    );
    this.desired = new DesiredState(
      new GitCache(options.workDir, options.credentials),
      options.helm,
    );
    this.queue = new WorkQueue(name => this.reconcile(name));
    this.syncs = new SyncRunner({
      applications: this.applications,
      desired: this.desired,
      speed: options.speed,
      later: (name, delayMs, task) => this.queue.addTask(name, delayMs, task),
      refresh: name => this.requestRefresh(name),
    });
  }

  start(): void {
    if (this.unsubscribe) {
      return;
    }
    this.refreshAll();
    this.poll = setInterval(
      () => this.refreshAll(),
      POLL_MS / this.options.speed,
    );
    this.poll.unref();
    this.unsubscribe = this.options.store.watch(({ type, object }) => {
      const owner = trackedBy(object);
      if (object.kind === applicationKind.kind) {
        this.applicationChanged(type, object);
      }
      if (owner) {
        this.queue.add(owner, SETTLE_MS);
      } else if (object.kind === 'Pod') {
        this.podChanged(object);
      }
    });
  }

  async stop(): Promise<void> {
    clearInterval(this.poll);
    this.unsubscribe?.();
    this.unsubscribe = undefined;
    await this.queue.stop();
  }

  notifyPush(repository: string): void {
    for (const object of this.applications.list()) {
      const url = objectOf(objectOf(object.spec).source).repoURL;
      if (typeof url === 'string' && isSameRepository(url, repository)) {
        this.requestRefresh(object.metadata.name);
      }
    }
  }

  private refreshAll(): void {
    this.applications
      .list()
      .forEach(it => this.requestRefresh(it.metadata.name));
  }

  private requestRefresh(name: string): void {
    this.refresh.add(name);
    this.queue.add(name);
  }

  private applicationChanged(type: string, object: KubeObject): void {
    const { name, namespace, generation } = object.metadata;
    if (namespace !== this.applications.namespace) {
      return;
    }
    if (type === 'DELETED') {
      this.seen.delete(name);
      return;
    }
    const isNewSpec =
      !this.seen.has(name) || this.seen.get(name) !== generation;
    this.seen.set(name, generation);
    if (isNewSpec || object.metadata.annotations?.[REFRESH_ANNOTATION]) {
      this.requestRefresh(name);
    } else if (object.operation || object.metadata.deletionTimestamp) {
      this.queue.add(name);
    }
  }

  /** Pods are not marked; they matter for the images shown. */
  private podChanged(pod: KubeObject): void {
    for (const object of this.applications.list()) {
      const { namespace } = objectOf(objectOf(object.spec).destination);
      if (namespace === pod.metadata.namespace) {
        this.queue.add(object.metadata.name, PODS_SETTLE_MS);
      }
    }
  }

  private async reconcile(name: string): Promise<void> {
    const object = this.applications.read(name);
    if (!object) {
      return;
    }
    const refreshed = this.refresh.delete(name);
    let application: ApplicationDefinition | undefined;
    try {
      application = parseApplication(object);
      if (object.metadata.deletionTimestamp) {
        this.finalize(object, application);
        return;
      }
      if (refreshed) {
        await this.desired.refresh(application.source);
      }
      const desired = await this.desired.of(application);
      await this.bringIntoLine(name, application, desired, refreshed);
    } catch (error) {
      const latest = this.applications.read(name) ?? object;
      const condition: ApplicationCondition = {
        type: application ? 'ComparisonError' : 'InvalidSpecError',
        message: `Failed to load target state: ${messageOf(error)}`,
      };
      this.applications.writeStatus(
        latest,
        failedStatus(latest, application, condition, this.applications.now()),
        { refreshed },
      );
    } finally {
      this.applications.clearRefresh(name);
    }
  }

  private async bringIntoLine(
    name: string,
    application: ApplicationDefinition,
    desired: Desired,
    refreshed: boolean,
  ): Promise<void> {
    const before = this.applications.read(name);
    if (!before) {
      return;
    }
    const conditions = await this.syncIfNeeded(
      before,
      application,
      this.compare(before, application, desired),
      desired.revision,
    );
    const object = this.applications.read(name);
    if (!object) {
      return;
    }
    const comparison = this.compare(object, application, desired);
    const images = imagesOf(
      this.options.store,
      application.destination.namespace,
      comparison.resources,
    );
    const { revision, sourceType } = desired;
    const now = this.applications.now();
    this.applications.writeStatus(
      object,
      comparedStatus(object, application, comparison, {
        revision,
        sourceType,
        images,
        now,
        conditions,
      }),
      { refreshed },
    );
  }

  private async syncIfNeeded(
    object: KubeObject,
    application: ApplicationDefinition,
    comparison: Comparison,
    revision: string,
  ): Promise<ApplicationCondition[]> {
    const { name } = application;
    const requested = requestedSync(object);
    if (requested) {
      await this.syncs.run(name, application, requested);
      return [];
    }
    const decision = autoSync(
      application,
      comparison,
      revision,
      lastOperation(object),
      {
        nowMs: this.applications.nowMs(),
        selfHealDelayMs: SELF_HEAL_DELAY_MS / this.options.speed,
      },
    );
    if (!decision) {
      return [];
    }
    if ('error' in decision) {
      return [{ type: 'SyncError', message: decision.error }];
    }
    if ('waitMs' in decision) {
      this.queue.add(name, decision.waitMs);
    } else {
      await this.syncs.run(name, application, decision.sync);
    }
    return [];
  }

  private compare(
    object: KubeObject,
    application: ApplicationDefinition,
    desired: Desired,
  ): Comparison {
    return compareApplication(
      this.options.store,
      application,
      desired.objects,
      knownResources(object),
    );
  }

  private finalize(
    object: KubeObject,
    application: ApplicationDefinition,
  ): void {
    if (!object.metadata.finalizers?.includes(RESOURCES_FINALIZER)) {
      return;
    }
    const { store } = this.options;
    const resources = knownResources(object);
    for (const owned of trackedObjects(store, application, resources)) {
      store.delete(owned, owned.metadata.namespace, owned.metadata.name);
    }
    this.applications.removeFinalizer(object);
  }
}

export function createArgoCd(options: ArgoCdOptions): ArgoCd {
  return new ApplicationController(options);
}
