import { CanaryDefinition } from './canary-definition';
import { confirmPromotion } from './gates';
import { Steps } from './step';
import { count, enterPhase, event, primaryName, qualified, Tick } from './tick';

/** How much further the next step goes; 0 = this canary has no weights. */
export function nextStepWeight(
  canary: CanaryDefinition,
  canaryWeight: number,
): number {
  const { stepWeight, stepWeights } = canary;
  if (stepWeight > 0 || stepWeights.length === 0) {
    return stepWeight;
  }
  const remaining = 100 - canaryWeight;
  if (remaining === 0) {
    return 1;
  }
  if (canaryWeight === 0) {
    return Math.min(remaining, stepWeights[0]);
  }
  const index = stepWeights.indexOf(canaryWeight);
  return index >= 0 && index < stepWeights.length - 1
    ? Math.min(remaining, stepWeights[index + 1] - canaryWeight)
    : remaining;
}

/** Progressive traffic: one step further, or promotion when the last weight held. */
export function* runCanary(tick: Tick): Steps {
  const { canary, facts } = tick;
  if (facts.routes.canary < canary.maxWeight) {
    const step = nextStepWeight(canary, facts.routes.canary);
    const weight = Math.min(100, facts.routes.canary + step);
    yield {
      do: 'set-routes',
      primary: Math.max(0, facts.routes.primary - step),
      canary: weight,
    };
    yield* count(tick, { canaryWeight: weight });
    yield* event(
      tick,
      'Normal',
      `Advance ${qualified(tick)} canary weight ${weight}`,
    );
    return;
  }
  yield* promote(tick);
}

/** Checks without traffic, then all traffic at once. */
export function* runBlueGreen(tick: Tick): Steps {
  const { canary, status } = tick;
  if (canary.iterations > status.iterations) {
    yield* count(tick, { iterations: status.iterations + 1 });
    yield* event(
      tick,
      'Normal',
      `Advance ${qualified(tick)} canary iteration ${status.iterations + 1}/${
        canary.iterations
      }`,
    );
    return;
  }
  if (canary.iterations === status.iterations) {
    if (!(yield* confirmPromotion(tick))) {
      return;
    }
    yield* event(tick, 'Normal', 'Routing all traffic to canary');
    yield { do: 'set-routes', primary: 0, canary: 100 };
    yield* count(tick, { iterations: status.iterations + 1 });
    return;
  }
  yield* promote(tick);
}

function* promote(tick: Tick): Steps {
  const { canary } = tick;
  if (!(yield* confirmPromotion(tick))) {
    return;
  }
  yield* event(
    tick,
    'Normal',
    `Copying ${qualified(tick, canary.targetName)} template spec to ${qualified(
      tick,
      primaryName(canary),
    )}`,
  );
  yield { do: 'promote' };
  yield* enterPhase(tick, 'Promoting');
}

/** After the primary runs the new version: traffic back to it, in one go or step by step. */
export function* shiftToPrimary(tick: Tick): Steps {
  const { canary, facts } = tick;
  if (canary.stepWeightPromotion === 0) {
    yield* event(tick, 'Normal', 'Routing all traffic to primary');
    yield { do: 'set-routes', primary: 100, canary: 0 };
    yield* enterPhase(tick, 'Finalising');
    return;
  }
  if (facts.routes.canary === 0) {
    return;
  }
  const step = canary.stepWeightPromotion;
  const primary = Math.min(100, facts.routes.primary + step);
  const weight = Math.max(0, facts.routes.canary - step);
  yield { do: 'set-routes', primary, canary: weight };
  yield* event(
    tick,
    'Normal',
    `Advance ${qualified(tick)} primary weight ${primary}`,
  );
  if (primary === 100) {
    yield* enterPhase(tick, 'Finalising');
  } else {
    yield* count(tick, { canaryWeight: weight });
  }
}
