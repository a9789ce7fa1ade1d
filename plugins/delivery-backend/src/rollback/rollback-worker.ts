import { LoggerService } from '@backstage/backend-plugin-api';
import {
  describeStep,
  isTerminal,
  nextStep,
  Rollback,
  RollbackDecision,
  RollbackPolicy,
  runSentences,
  stepsAfterMove,
} from '@heal7/backstage-plugin-delivery-common';
import { DeliveryReader, EnvironmentFacts } from '../reader/delivery-reader';
import { CommandExecutor, CommandResult } from './command-executor';
import {
  LeaseLostError,
  RetryableError,
  SupersededError,
} from './effect-errors';
import { EnvironmentObserver } from './environment-observer';
import { RollbackRecord } from './rollback-record';
import { RollbackStore } from './rollback-store';

/** Between two looks at a rollback that waits for the cluster, and for a person. */
const pollMs = 900;
const approvalPollMs = 15_000;
const maxBackOffSeconds = 30;
/** More decisions than this in a row without waiting would be a loop. */
const maxDecisions = 25;

export interface RollbackWorkerOptions {
  store: Pick<RollbackStore, 'due' | 'claim' | 'release' | 'save'>;
  reader: Pick<DeliveryReader, 'getEnvironment'>;
  observer: EnvironmentObserver;
  executor: Pick<CommandExecutor, 'execute'>;
  policy: RollbackPolicy;
  logger: LoggerService;
  now: () => Date;
  /** Identity of this replica in leases. */
  owner: string;
  /** How long a silent replica keeps a rollback. */
  leaseMs: number;
  /** Somebody may want to look again. Must not throw. */
  onChange: (rollback: Rollback) => void;
}

/**
 * Carries rollbacks through, on every replica: who claims one works on it, a crashed worker's rollback is claimed by the
 * next. Each effect is announced in the database before it happens and is idempotent, so being killed between any two
 * lines costs time, never a second effect.
 */
export class RollbackWorker {
  readonly #working = new Set<string>();

  constructor(private readonly options: RollbackWorkerOptions) {}

  /** One round over everything that is due. */
  async runOnce(): Promise<void> {
    const { store, now } = this.options;
    for (const id of await store.due(now().getTime())) {
      await this.work(id);
    }
  }

  /** Takes one rollback as far as it goes without waiting. */
  async work(id: string): Promise<void> {
    const { store, now, owner, leaseMs, logger } = this.options;
    if (this.#working.has(id)) return;
    this.#working.add(id);
    let record: RollbackRecord | undefined;
    try {
      record = await store.claim(id, owner, now().getTime(), leaseMs);
      for (let count = 0; record && count < maxDecisions; count += 1) {
        const { waiting, next } = await this.#advance(record);
        record = next;
        if (waiting || isTerminal(next.rollback.state)) break;
      }
      if (record) await store.release(record);
    } catch (error) {
      if (error instanceof LeaseLostError) {
        logger.debug(error.message);
        return;
      }
      throw error;
    } finally {
      this.#working.delete(id);
    }
  }

  async #advance(
    record: RollbackRecord,
  ): Promise<{ waiting: boolean; next: RollbackRecord }> {
    const { reader, observer, policy, now } = this.options;
    const { rollback, progress } = record;
    const facts = await reader.getEnvironment(
      rollback.entityRef,
      rollback.environment,
    );
    const seen = facts
      ? await observer.observe(facts, rollback.to)
      : {
          pods: { desired: 0, readyWithTarget: 0, withOther: 0 },
          problem: {
            code: 'rollback-environment-unknown',
            params: { environment: rollback.environment },
            text: `environment ${rollback.environment} of the service is not known any more`,
          },
        };
    const decision = nextStep(
      {
        ...rollback,
        progress,
        environmentTitle: facts?.environment.title ?? rollback.environment,
      },
      seen,
      now(),
      policy,
    );
    switch (decision.kind) {
      case 'wait':
        return { waiting: true, next: await this.#wait(record, decision) };
      case 'move':
        return { waiting: false, next: await this.#move(record, decision) };
      case 'remember':
        return {
          waiting: false,
          next: await this.#save(record, {
            progress: { ...progress, ...decision.progress },
            steps: this.#described(record, decision),
          }),
        };
      default:
        return facts
          ? this.#command(record, decision, facts)
          : {
              waiting: true,
              next: await this.#wait(record, {
                kind: 'wait',
                message: decision.message,
              }),
            };
    }
  }

  async #wait(
    record: RollbackRecord,
    { phase, message }: RollbackDecision & { kind: 'wait' },
  ): Promise<RollbackRecord> {
    const { store, now, leaseMs } = this.options;
    const { rollback } = record;
    const current = rollback.steps.find(step => step.phase === phase)?.detail
      ?.text;
    const delay =
      rollback.state === 'pending-approval' ? approvalPollMs : pollMs;
    const nextAttemptAt = now().getTime() + delay;
    // Only words that changed are news; waiting itself is not.
    return phase && current !== message.text
      ? this.#save(record, {
          nextAttemptAt,
          steps: this.#described(record, { phase, message }),
        })
      : store.save(record, { nextAttemptAt }, now(), leaseMs);
  }

  async #move(
    record: RollbackRecord,
    {
      to,
      message,
      done,
    }: Pick<RollbackDecision & { kind: 'move' }, 'to' | 'message' | 'done'>,
  ): Promise<RollbackRecord> {
    const at = this.options.now().toISOString();
    return this.#save(record, {
      state: to,
      steps: stepsAfterMove(record.rollback.steps, to, message, at, done),
      progress: { ...record.progress, since: at, lastError: undefined },
      pendingCommand: false,
      attempts: 0,
      nextAttemptAt: 0,
      ...(isTerminal(to) ? { outcome: message } : {}),
      events: [{ message }],
    });
  }

  async #command(
    record: RollbackRecord,
    { command, phase, message }: RollbackDecision & { kind: 'command' },
    facts: EnvironmentFacts,
  ): Promise<{ waiting: boolean; next: RollbackRecord }> {
    const { executor, now } = this.options;
    // Row before effect. A row that is already there is from an attempt that did not come back.
    const repeated = record.pendingCommand === command.kind;
    const announced = await this.#save(record, {
      pendingCommand: command.kind,
      ...(repeated
        ? {}
        : {
            steps: this.#described(record, { phase, message }),
            events: [{ message }],
          }),
    });
    let result: CommandResult;
    try {
      result = await executor.execute(command, announced, facts);
    } catch (error) {
      return this.#failedCommand(announced, phase, error);
    }
    // Outside of the try: a database that fails here says nothing about the effect, which has happened.
    const done = await this.#save(announced, {
      pendingCommand: false,
      attempts: 0,
      nextAttemptAt: 0,
      progress: {
        ...announced.progress,
        ...result.progress,
        lastError: undefined,
      },
      steps: describeStep(
        announced.rollback.steps,
        phase,
        result.message,
        now().toISOString(),
        result.links,
      ),
      events: [{ message: result.message }],
    });
    // The world needs a moment to follow; looking again at once would only see the old state.
    return { waiting: command.kind === 'undo-primary', next: done };
  }

  async #failedCommand(
    record: RollbackRecord,
    phase: (RollbackDecision & { kind: 'command' })['phase'],
    error: unknown,
  ): Promise<{ waiting: boolean; next: RollbackRecord }> {
    const text = error instanceof Error ? error.message : String(error);
    if (error instanceof SupersededError) {
      const message = runSentences.superseded(error.tag);
      return {
        waiting: false,
        next: await this.#move(record, { to: 'superseded', message }),
      };
    }
    if (!(error instanceof RetryableError)) {
      const message = runSentences.commandFailed(text);
      return {
        waiting: false,
        next: await this.#move(record, { to: 'failed', message }),
      };
    }
    const seconds = Math.min(maxBackOffSeconds, 2 ** record.attempts);
    const message = runSentences.retrying(text, record.attempts + 1, seconds);
    const next = await this.#save(record, {
      attempts: record.attempts + 1,
      nextAttemptAt: this.options.now().getTime() + seconds * 1000,
      progress: { ...record.progress, lastError: text },
      steps: this.#described(record, { phase, message }),
      // The same reason again is no news.
      ...(record.progress.lastError === text ? {} : { events: [{ message }] }),
    });
    return { waiting: true, next };
  }

  #described(
    record: RollbackRecord,
    {
      phase,
      message,
    }: Pick<RollbackDecision & { kind: 'command' }, 'phase' | 'message'>,
  ) {
    return describeStep(
      record.rollback.steps,
      phase,
      message,
      this.options.now().toISOString(),
    );
  }

  async #save(
    record: RollbackRecord,
    change: Parameters<RollbackStore['save']>[1],
  ): Promise<RollbackRecord> {
    const { store, now, leaseMs, onChange } = this.options;
    const saved = await store.save(record, change, now(), leaseMs);
    onChange(saved.rollback);
    return saved;
  }
}
