import { NotAllowedError, InputError } from '@backstage/errors';
import {
  Link,
  RollbackCommand,
  RollbackProgress,
  runSentences,
  Sentence,
} from '@heal7/backstage-plugin-delivery-common';
import { ClusterClients, kinds } from '../clusters/cluster-client';
import { GateStore } from '../flagger-gates/gate-store';
import { HoldStore } from '../holds/hold-store';
import { ManifestsWriter } from '../manifests/manifests-writer';
import { EnvironmentFacts } from '../reader/delivery-reader';
import {
  LeaseLostError,
  RetryableError,
  SupersededError,
  TerminalError,
} from './effect-errors';
import { namespaceOfFacts } from './environment-observer';
import { RollbackRecord } from './rollback-record';
import { undoPrimary } from './undo-primary';

/** What an effect leaves behind in the rollback. */
export interface CommandResult {
  progress: Partial<RollbackProgress>;
  message: Sentence;
  links?: Link[];
}

/** Does what the engine decided; decides nothing itself. Every command may be executed again. */
export class CommandExecutor {
  constructor(
    private readonly options: {
      clusters: ClusterClients;
      manifests?: ManifestsWriter;
      gates: GateStore;
      holds: HoldStore;
      newId: () => string;
      now: () => Date;
    },
  ) {}

  async execute(
    command: RollbackCommand,
    record: RollbackRecord,
    facts: EnvironmentFacts,
  ): Promise<CommandResult> {
    try {
      return await this.#execute(command, record, facts);
    } catch (error) {
      throw classify(error);
    }
  }

  async #execute(
    command: RollbackCommand,
    record: RollbackRecord,
    facts: EnvironmentFacts,
  ): Promise<CommandResult> {
    const { rollback, place } = record;
    const at = this.options.now().toISOString();
    switch (command.kind) {
      case 'open-gate': {
        const name = facts.state.rollout?.name ?? facts.service;
        await this.options.gates.open({
          rollbackId: rollback.id,
          place: { ...place, service: name },
          at,
        });
        return {
          progress: { gateOpenedAt: at },
          message: runSentences.gateOpened(),
        };
      }
      case 'undo-primary': {
        const { cluster } = facts.environment;
        if (!cluster || !facts.primaryDeploymentName) {
          throw new TerminalError('There is no primary Deployment to undo');
        }
        await undoPrimary(this.options.clusters.get(cluster), {
          namespace: namespaceOfFacts(facts),
          deployment: facts.primaryDeploymentName,
          revision: command.revision,
          service: facts.service,
          target: rollback.to,
        });
        return {
          progress: { primaryUndoneAt: at },
          message: runSentences.primaryUndone(command.revision),
        };
      }
      case 'write-tag':
        return this.#writeTag(record, facts, at);
      case 'refresh': {
        if (facts.applicationRef) {
          const { cluster, namespace, name } = facts.applicationRef;
          await this.options.clusters.get(cluster).patch(
            kinds.application,
            namespace,
            name,
            // https://argo-cd.readthedocs.io/en/stable/operator-manual/resource_actions/ : Argo CD removes it when done.
            {
              metadata: {
                annotations: { 'argocd.argoproj.io/refresh': 'normal' },
              },
            },
            { type: 'merge' },
          );
        }
        return {
          progress: { refreshedAt: at },
          message: runSentences.refreshed(),
        };
      }
      case 'hold': {
        const hold = await this.options.holds.create({
          id: this.options.newId(),
          entityRef: rollback.entityRef,
          environment: rollback.environment,
          place,
          version: rollback.from,
          reason: rollback.reason,
          createdAt: at,
          createdBy: rollback.requestedBy,
          rollbackId: rollback.id,
        });
        return {
          progress: { holdId: hold.id },
          message: runSentences.held(rollback.from),
        };
      }
      default: {
        const unknown: never = command;
        throw new TerminalError(`Unknown command ${JSON.stringify(unknown)}`);
      }
    }
  }

  async #writeTag(
    { rollback }: RollbackRecord,
    facts: EnvironmentFacts,
    at: string,
  ): Promise<CommandResult> {
    if (!this.options.manifests)
      throw new TerminalError('No manifests repository is configured');
    const written = await this.options.manifests.write({
      rollbackId: rollback.id,
      service: facts.service,
      environment: rollback.environment,
      from: rollback.from,
      to: rollback.to,
      reason: rollback.reason,
      requestedBy: rollback.requestedBy,
    });
    const { commit, url } = written;
    return {
      progress: { written: { at, ...written } },
      message: commit
        ? runSentences.tagWritten(commit)
        : runSentences.tagAlreadyThere(),
      ...(commit && url
        ? { links: [{ kind: 'commit', title: commit.slice(0, 7), url }] }
        : {}),
    };
  }
}

/** Refusals stay refused; everything else that is not known to be final may be a bad moment. */
function classify(error: unknown): Error {
  if (
    error instanceof RetryableError ||
    error instanceof TerminalError ||
    error instanceof SupersededError ||
    error instanceof LeaseLostError
  ) {
    return error;
  }
  if (error instanceof NotAllowedError || error instanceof InputError) {
    return new TerminalError(error.message);
  }
  return new RetryableError(
    error instanceof Error ? error.message : String(error),
  );
}
