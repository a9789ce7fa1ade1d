import { objectOf } from '../kubernetes/store/json';
import {
  CanaryPhase,
  CanaryStatus,
  setPhase,
  syncStatus,
} from './canary-status';
import { deploymentReadiness } from './deployment-readiness';
import { readRoutes, reconcileRoutes, Routes } from './istio-routes';
import {
  CanaryObjects,
  createPrimary,
  primaryOf,
  reconcileApexService,
  reconcilePrimaryAutoscaler,
  reconcileServices,
  targetOf,
} from './owned-objects';
import { specHash } from './spec-hash';
import { Step } from './step';

export type Reconciled =
  | { ready: false; steps: Step[] }
  | { ready: true; steps: Step[]; routes: Routes };

/**
 * The first half of every tick: what Flagger owns exists and is as it should be. A new canary becomes Initialized here,
 * once its primary runs; until then the rest of the tick does not happen. ConfigMaps and Secrets are not copied and not
 * tracked (the chart switches Flagger's tracking off, so a real one behaves the same with it).
 */
export function initialise(
  objects: CanaryObjects,
  status: CanaryStatus,
  options: { nowMs: number; now: string },
): Reconciled {
  const { canary } = objects;
  const isNew = !status.phase || status.phase === 'Initializing';
  const steps: Step[] = [];
  const say = (
    type: 'Normal' | 'Warning',
    message: string,
    phase: CanaryPhase | undefined = status.phase,
  ) =>
    steps.push({
      do: 'event',
      type,
      message,
      phase,
      lastAppliedSpec: status.lastAppliedSpec,
    });

  const target = targetOf(objects);
  if (!status.phase) {
    steps.push({
      do: 'write-status',
      status: setPhase(status, 'Initializing', 0, options.now),
    });
  }
  reconcileServices(objects);
  createPrimary(objects);
  const primary = primaryOf(objects);
  if (isNew && !canary.skipAnalysis && primary) {
    const readiness = deploymentReadiness(primary, {
      nowMs: options.nowMs,
      deadlineMs: canary.progressDeadlineSeconds * 1000,
      readyThreshold: canary.primaryReadyThreshold,
    });
    if (!readiness.ready) {
      reconcilePrimaryAutoscaler(objects, { adapt: false });
      say(
        'Warning',
        `${canary.targetName}-primary.${canary.namespace} not ready: ${readiness.message}`,
        'Initializing',
      );
      return { ready: false, steps };
    }
  }
  reconcilePrimaryAutoscaler(objects, { adapt: false });
  reconcileApexService(objects);
  reconcileRoutes(objects);
  if (isNew) {
    const hash = specHash(objectOf(target.spec).template);
    steps.push({ do: 'scale-to-zero' });
    steps.push({
      do: 'write-status',
      status: syncStatus(status, { phase: 'Initialized' }, hash, options.now),
    });
    say(
      'Normal',
      `Initialization done! ${canary.name}.${canary.namespace}`,
      'Initialized',
    );
  }
  return { ready: true, steps, routes: readRoutes(objects) };
}
