import type { DeploymentRecord } from './deployment-record';
import type { TransitionInput } from './deployment-transitions';

/** Collects the rows that a change of the environment writes. */
export class TransitionWriter {
  readonly changes: DeploymentRecord[] = [];
  readonly open: DeploymentRecord | undefined;
  readonly lastSucceeded: DeploymentRecord | undefined;
  readonly #input: TransitionInput;
  readonly #at: string;

  constructor(input: TransitionInput, at: string) {
    const { history } = input;
    this.#input = input;
    this.#at = at;
    this.open = history.find(record => record.outcome === 'running');
    this.lastSucceeded = history.find(record => record.outcome === 'succeeded');
  }

  /** A version that was here before comes back by a rollback. */
  kindOf(tag: string): DeploymentRecord['kind'] {
    const wasHere = this.#input.history.some(
      ({ toTag, outcome }) =>
        toTag === tag && (outcome === 'succeeded' || outcome === 'superseded'),
    );
    return wasHere ? 'rollback' : 'deployment';
  }

  begin(toTag: string, kind: DeploymentRecord['kind']) {
    this.changes.push(this.#begun(toTag, kind));
  }

  close(
    record: DeploymentRecord,
    outcome: DeploymentRecord['outcome'],
    reason?: string,
  ) {
    this.changes.push({
      ...record,
      outcome,
      finishedAt: this.#at,
      ...(reason && !record.reason ? { reason } : {}),
    });
  }

  arrive(record: DeploymentRecord) {
    this.close(record, 'succeeded');
    const { lastSucceeded } = this;
    if (
      record.kind === 'rollback' &&
      lastSucceeded &&
      lastSucceeded.toTag !== record.toTag
    ) {
      this.changes.push({ ...lastSucceeded, outcome: 'rolled-back' });
    }
  }

  /** It began and arrived between two looks. */
  missed(toTag: string, kind: DeploymentRecord['kind']) {
    const { lastSucceeded } = this;
    this.arrive({
      ...this.#begun(toTag, kind),
      ...(lastSucceeded ? { fromTag: lastSucceeded.toTag } : {}),
    });
  }

  #begun(toTag: string, kind: DeploymentRecord['kind']): DeploymentRecord {
    const { environment, facts, newId } = this.#input;
    return {
      id: newId(),
      environment,
      ...(facts.runningTag ? { fromTag: facts.runningTag } : {}),
      toTag,
      startedAt: this.#at,
      outcome: 'running',
      kind,
      links: [],
    };
  }
}
