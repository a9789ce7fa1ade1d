import { objectOf } from '../kubernetes/store/json';
import {
  ApplicationDefinition,
  backoffMs,
  parseApplication,
  parseSource,
} from './application';
import { knownResources, lastOperation } from './application-status';
import { ApplicationStore } from './application-store';
import { compareApplication } from './comparison';
import { DesiredState } from './desired-state';
import {
  finishedState,
  matches,
  runningState,
  SyncRequest,
  withHistory,
} from './operation';
import { messageOf } from './message-of';
import { planSync, runSync, SyncResult } from './sync';

export interface SyncRunnerOptions {
  applications: ApplicationStore;
  desired: DesiredState;
  speed: number;
  /** Runs something for an application later, in turn with its other work. */
  later(name: string, delayMs: number, task: () => Promise<void>): void;
  /** After a retry: compare again. */
  refresh(name: string): void;
}

/** Carries sync operations out: state before effect, history after success, retries with back-off. */
export class SyncRunner {
  constructor(private readonly options: SyncRunnerOptions) {}

  async run(
    name: string,
    application: ApplicationDefinition,
    request: SyncRequest,
    retryCount = 0,
  ): Promise<void> {
    const { applications, desired } = this.options;
    const startedAt = applications.now();
    const running = runningState(request, startedAt, retryCount);
    applications.mergeStatus(name, { operationState: running });
    applications.clearOperation(name);
    const wanted = objectOf(request.raw.sync).source;
    const source = wanted ? parseSource(objectOf(wanted)) : application.source;
    let revision = request.revision ?? '';
    let result: SyncResult;
    try {
      const target = await desired.of(
        application,
        source,
        request.revision ?? source.targetRevision,
      );
      revision = target.revision;
      const object = applications.read(name);
      if (!object) {
        return;
      }
      const { resources } = compareApplication(
        applications.objects,
        application,
        target.objects,
        knownResources(object),
      );
      const { prune, only } = request;
      result = runSync(
        applications.objects,
        application,
        planSync(resources, { prune, only: matches(only) }),
      );
    } catch (error) {
      result = { ok: false, message: messageOf(error), resources: [] };
    }
    const finishedAt = applications.now();
    const state = finishedState(running, result, {
      revision,
      source: source.raw,
      finishedAt,
    });
    const status = objectOf(applications.read(name)?.status);
    const isDeployment = result.ok && !request.only;
    applications.mergeStatus(name, {
      ...(isDeployment
        ? withHistory(
            status,
            {
              revision,
              source: source.raw,
              startedAt,
              deployedAt: finishedAt,
              initiatedBy: request.initiatedBy,
            },
            application.revisionHistoryLimit,
          )
        : {}),
      operationState: state,
    });
    if (!result.ok && retryCount < application.retry.limit) {
      this.options.later(
        name,
        backoffMs(application.retry, retryCount + 1) / this.options.speed,
        () => this.retry(name, request, retryCount + 1),
      );
    }
  }

  private async retry(
    name: string,
    request: SyncRequest,
    retryCount: number,
  ): Promise<void> {
    const object = this.options.applications.read(name);
    // Another operation since then: this attempt is of yesterday.
    if (
      !object ||
      object.operation ||
      lastOperation(object)?.phase === 'Succeeded'
    ) {
      return;
    }
    await this.run(name, parseApplication(object), request, retryCount);
    this.options.refresh(name);
  }
}
