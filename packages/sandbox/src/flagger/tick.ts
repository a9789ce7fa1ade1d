import { CanaryDefinition } from './canary-definition';
import {
  CanaryPhase,
  CanaryStatus,
  setPhase,
  StatusChange,
  syncStatus,
} from './canary-status';
import { Steps, TickFacts } from './step';

/** One run of Flagger's control loop over one canary. */
export interface Tick {
  canary: CanaryDefinition;
  facts: TickFacts;
  /** As loaded when the tick began: what Flagger's conditions and events look at. */
  status: CanaryStatus;
  /** With what this tick wrote since. */
  written: CanaryStatus;
}

export function* event(
  tick: Tick,
  type: 'Normal' | 'Warning',
  message: string,
  phase: CanaryPhase | undefined = tick.status.phase,
): Steps {
  yield {
    do: 'event',
    type,
    message,
    phase,
    lastAppliedSpec: tick.status.lastAppliedSpec,
  };
}

export function* write(tick: Tick, status: CanaryStatus): Steps {
  tick.written = status;
  yield { do: 'write-status', status };
}

export function* sync(tick: Tick, change: StatusChange): Steps {
  const { targetHash, now } = tick.facts;
  yield* write(tick, syncStatus(tick.written, change, targetHash, now));
}

export function* enterPhase(tick: Tick, phase: CanaryPhase): Steps {
  const { iterations } = tick.canary;
  yield* write(tick, setPhase(tick.written, phase, iterations, tick.facts.now));
}

export function* count(
  tick: Tick,
  change: Partial<
    Pick<CanaryStatus, 'failedChecks' | 'canaryWeight' | 'iterations'>
  >,
): Steps {
  yield* write(tick, {
    ...tick.written,
    ...change,
    lastTransitionTime: tick.facts.now,
  });
}

/** `heal7-backend.heal7-prod`, as Flagger names things in its events. */
export function qualified(tick: Tick, name = tick.canary.name): string {
  return `${name}.${tick.canary.namespace}`;
}

export function primaryName(canary: CanaryDefinition): string {
  return `${canary.targetName}-primary`;
}
