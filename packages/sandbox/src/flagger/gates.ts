import { webhooksOf, CanaryWebhook } from './canary-definition';
import { CanaryPhase } from './canary-status';
import { Steps, WebhookAnswer } from './step';
import { count, enterPhase, event, qualified, Tick } from './tick';

export function* askWebhook(
  tick: Tick,
  webhook: CanaryWebhook,
  phase: CanaryPhase | undefined,
): Steps<WebhookAnswer> {
  const answer = yield {
    ask: 'webhook',
    webhook,
    phase,
    lastAppliedSpec: tick.status.lastAppliedSpec,
  };
  if (!answer || !('ok' in answer)) {
    throw new TypeError('a webhook question needs a webhook answer');
  }
  return answer;
}

/** May the new revision start? No: phase Waiting, asked again every tick. */
export function* confirmRollout(tick: Tick): Steps<boolean> {
  for (const webhook of webhooksOf(tick.canary, 'confirm-rollout')) {
    const answer = yield* askWebhook(tick, webhook, tick.status.phase);
    if (!answer.ok) {
      if (tick.status.phase !== 'Waiting') {
        yield* enterPhase(tick, 'Waiting');
        yield* event(
          tick,
          'Warning',
          `Halt ${qualified(tick)} advancement waiting for approval ${
            webhook.name
          }`,
        );
      }
      return false;
    }
    yield* event(
      tick,
      'Normal',
      `Confirm-rollout check ${webhook.name} passed`,
    );
  }
  return true;
}

export function* confirmPromotion(tick: Tick): Steps<boolean> {
  for (const webhook of webhooksOf(tick.canary, 'confirm-promotion')) {
    const answer = yield* askWebhook(tick, webhook, 'Progressing');
    if (!answer.ok) {
      if (tick.status.phase !== 'WaitingPromotion') {
        yield* enterPhase(tick, 'WaitingPromotion');
        yield* event(
          tick,
          'Warning',
          `Halt ${qualified(tick)} advancement waiting for promotion approval ${
            webhook.name
          }`,
        );
      } else {
        yield* count(tick, {
          iterations: Math.max(0, tick.canary.iterations - 1),
        });
      }
      return false;
    }
    yield* event(
      tick,
      'Normal',
      `Confirm-promotion check ${webhook.name} passed`,
    );
  }
  return true;
}

export function* confirmTrafficIncrease(tick: Tick): Steps<boolean> {
  for (const webhook of webhooksOf(tick.canary, 'confirm-traffic-increase')) {
    const answer = yield* askWebhook(tick, webhook, 'Progressing');
    if (!answer.ok) {
      yield* event(
        tick,
        'Warning',
        `Halt ${qualified(
          tick,
        )} advancement waiting for traffic increase approval ${webhook.name}`,
      );
      return false;
    }
    yield* event(
      tick,
      'Normal',
      `Confirm-traffic-increase check ${webhook.name} passed`,
    );
  }
  return true;
}

export function* preRollout(tick: Tick): Steps<boolean> {
  for (const webhook of webhooksOf(tick.canary, 'pre-rollout')) {
    const answer = yield* askWebhook(tick, webhook, 'Progressing');
    if (!answer.ok) {
      yield* event(
        tick,
        'Warning',
        `Halt ${qualified(tick)} advancement pre-rollout check ${
          webhook.name
        } failed ${answer.text}`,
      );
      return false;
    }
    yield* event(tick, 'Normal', `Pre-rollout check ${webhook.name} passed`);
  }
  return true;
}

export function* postRollout(tick: Tick, phase: CanaryPhase): Steps {
  for (const webhook of webhooksOf(tick.canary, 'post-rollout')) {
    const answer = yield* askWebhook(tick, webhook, phase);
    if (!answer.ok) {
      yield* event(
        tick,
        'Warning',
        `Post-rollout hook ${webhook.name} failed ${answer.text}`,
      );
      return;
    }
    yield* event(tick, 'Normal', `Post-rollout check ${webhook.name} passed`);
  }
}

/** Does somebody want it taken back? Here yes means stop. */
export function* rollbackRequested(tick: Tick): Steps<boolean> {
  for (const webhook of webhooksOf(tick.canary, 'rollback')) {
    const answer = yield* askWebhook(tick, webhook, tick.status.phase);
    if (answer.ok) {
      yield* event(tick, 'Warning', `Rollback check ${webhook.name} passed`);
      return true;
    }
    yield* event(
      tick,
      'Normal',
      `Rollback hook ${webhook.name} not signaling a rollback`,
    );
  }
  return false;
}
