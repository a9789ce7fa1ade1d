import { runAnalysis } from './analysis';
import { CanaryDefinition } from './canary-definition';
import { CanaryStatus } from './canary-status';
import {
  confirmRollout,
  confirmTrafficIncrease,
  postRollout,
  preRollout,
  rollbackRequested,
} from './gates';
import { Steps, TickFacts } from './step';
import {
  nextStepWeight,
  runBlueGreen,
  runCanary,
  shiftToPrimary,
} from './strategies';
import {
  count,
  enterPhase,
  event,
  primaryName,
  qualified,
  sync,
  Tick,
} from './tick';

/**
 * One tick of Flagger's control loop for an initialised canary: pure, it yields what is to be done and what is to be
 * asked, in the order of Flagger 1.44's `advanceCanary`. The order matters to a portal: the rollback gate is not asked
 * while the phase is Waiting, while a Deployment is not ready, nor in Promoting and Finalising.
 */
export function* advance(
  canary: CanaryDefinition,
  status: CanaryStatus,
  facts: TickFacts,
): Steps {
  const tick: Tick = { canary, facts, status, written: status };
  if (!isRunning(status) && status.phase !== 'Waiting') {
    if (status.phase === 'Failed') {
      // Keeps lastAppliedSpec up to date, so that returning to the promoted spec is no new revision.
      yield* sync(tick, { ...status, phase: 'Failed' });
    }
    if (!hasTargetChanged(status, facts.targetHash)) {
      return;
    }
  }
  if (!canary.skipAnalysis && !facts.primary.ready) {
    yield* primaryNotReady(tick, facts.primary);
    return;
  }
  if (!isRunning(status)) {
    yield* start(tick);
    return;
  }
  yield* continueRun(tick);
}

function* continueRun(tick: Tick): Steps {
  const { canary, status, facts } = tick;
  if (isAnalysing(status) && hasTargetChanged(status, facts.targetHash)) {
    yield* restart(tick);
  } else if (!facts.target.ready) {
    yield* targetNotReady(tick, facts.target);
  } else if (canary.skipAnalysis) {
    yield* promoteWithoutAnalysis(tick);
  } else {
    yield* goOn(tick);
  }
}

function isAnalysing({ phase }: CanaryStatus): boolean {
  return phase === 'Progressing' || phase === 'WaitingPromotion';
}

type NotReady = Extract<TickFacts['target'], { ready: false }>;

function* primaryNotReady(tick: Tick, { message, retriable }: NotReady): Steps {
  yield* event(
    tick,
    'Warning',
    `${qualified(tick, primaryName(tick.canary))} not ready: ${message}`,
  );
  if (!retriable) {
    yield* rollback(tick);
  }
}

function* targetNotReady(tick: Tick, { message, retriable }: NotReady): Steps {
  const target = qualified(tick, tick.canary.targetName);
  yield* event(
    tick,
    'Warning',
    `canary deployment ${target} not ready: ${message}`,
  );
  if (!retriable) {
    yield* event(
      tick,
      'Warning',
      `Rolling back ${qualified(tick)} progress deadline exceeded ${message}`,
    );
    yield* rollback(tick);
  }
}

/** Both Deployments are ready: the next step of the phase. */
function* goOn(tick: Tick): Steps {
  const { canary, status } = tick;
  if (isAnalysing(status) && (yield* rollbackRequested(tick))) {
    yield* event(
      tick,
      'Warning',
      `Rolling back ${qualified(tick)} manual webhook invoked`,
    );
    yield* rollback(tick);
  } else if (status.phase === 'Promoting') {
    yield { do: 'reconcile-autoscaler' };
    yield* shiftToPrimary(tick);
  } else if (status.phase === 'Finalising') {
    yield* finish(tick);
  } else if (status.failedChecks >= canary.threshold) {
    yield* rollback(tick);
  } else {
    yield* analyseAndStep(tick);
  }
}

/**
 * Whether the target carries something new. Going back to what is promoted already is not: a rollback by hand starts no
 * analysis.
 */
export function hasTargetChanged(
  status: CanaryStatus,
  targetHash: string,
): boolean {
  if (status.lastAppliedSpec === '') {
    return true;
  }
  return (
    status.lastPromotedSpec !== targetHash &&
    status.lastAppliedSpec !== targetHash
  );
}

function isRunning(status: CanaryStatus): boolean {
  return (
    status.phase === 'Progressing' ||
    status.phase === 'WaitingPromotion' ||
    status.phase === 'Promoting' ||
    status.phase === 'Finalising'
  );
}

function* start(tick: Tick): Steps {
  // Written before the gate is asked: its checksum must be the one of the new revision.
  yield* sync(tick, { phase: 'Progressing' });
  tick.status = tick.written;
  if (!(yield* confirmRollout(tick))) {
    return;
  }
  yield* event(
    tick,
    'Normal',
    `New revision detected! Scaling up ${qualified(
      tick,
      tick.canary.targetName,
    )}`,
  );
  yield { do: 'scale-from-zero' };
  yield* sync(tick, { phase: 'Progressing' });
}

function* restart(tick: Tick): Steps {
  yield { do: 'set-routes', primary: 100, canary: 0 };
  yield* sync(tick, { phase: 'Progressing' });
  tick.status = tick.written;
  yield* event(
    tick,
    'Normal',
    `New revision detected! Restarting analysis for ${qualified(
      tick,
      tick.canary.targetName,
    )}`,
  );
}

function* analyseAndStep(tick: Tick): Steps {
  const { canary, status, facts } = tick;
  const target = qualified(tick, canary.targetName);
  let passed: boolean;
  if (facts.routes.canary === 0 && status.iterations === 0) {
    yield* event(tick, 'Normal', `Starting canary analysis for ${target}`);
    passed = yield* preRollout(tick);
  } else {
    passed = yield* runAnalysis(tick);
  }
  if (!passed) {
    yield* count(tick, { failedChecks: status.failedChecks + 1 });
    return;
  }
  yield* step(tick, target);
}

function* step(tick: Tick, target: string): Steps {
  const { canary, status, facts } = tick;
  if (canary.hasMatch || canary.mirror) {
    yield* event(
      tick,
      'Warning',
      `The sandbox's Flagger does not implement ${
        canary.hasMatch ? 'A/B testing (analysis.match)' : 'mirroring'
      }: ${target} stays where it is`,
    );
  } else if (canary.iterations > 0) {
    yield* runBlueGreen(tick);
  } else if (nextStepWeight(canary, facts.routes.canary) > 0) {
    if (
      status.phase === 'WaitingPromotion' ||
      (yield* confirmTrafficIncrease(tick))
    ) {
      yield* runCanary(tick);
    }
  }
}

function* promoteWithoutAnalysis(tick: Tick): Steps {
  const target = qualified(tick, tick.canary.targetName);
  yield { do: 'set-routes', primary: 100, canary: 0 };
  yield* event(
    tick,
    'Normal',
    `Copying ${target} template spec to ${qualified(
      tick,
      primaryName(tick.canary),
    )}`,
  );
  yield { do: 'promote' };
  yield { do: 'scale-to-zero' };
  yield* enterPhase(tick, 'Succeeded');
  yield* event(
    tick,
    'Normal',
    `Promotion completed! Canary analysis was skipped for ${target}`,
  );
}

function* finish(tick: Tick): Steps {
  yield { do: 'scale-to-zero' };
  yield* enterPhase(tick, 'Succeeded');
  yield* postRollout(tick, 'Succeeded');
  yield* event(
    tick,
    'Normal',
    `Promotion completed! Scaling down ${qualified(
      tick,
      tick.canary.targetName,
    )}`,
  );
}

function* rollback(tick: Tick): Steps {
  const { canary, status } = tick;
  if (status.failedChecks >= canary.threshold) {
    yield* event(
      tick,
      'Warning',
      `Rolling back ${qualified(tick)} failed checks threshold reached ${
        status.failedChecks
      }`,
    );
  }
  yield { do: 'set-routes', primary: 100, canary: 0 };
  yield* event(
    tick,
    'Warning',
    `Canary failed! Scaling down ${qualified(tick)}`,
    'Failed',
  );
  yield { do: 'scale-to-zero' };
  yield* sync(tick, { phase: 'Failed' });
  yield* postRollout(tick, 'Failed');
}
