import {
  DeploymentRecord,
  RolloutFacts,
  deploymentTransitions,
  isRolloutActive,
} from '@heal7/backstage-plugin-delivery-common';
import { EnvironmentSnapshot } from '../reader/environment-snapshot';
import { DeploymentStore } from '../store/deployment-store';
import { EnvironmentStore } from '../store/environment-store';
import { SampleStore } from '../store/sample-store';

const historyDepth = 50;

export interface WriteOptions {
  entityRef: string;
  environment: string;
  fencingToken: number;
}

/** Stores a snapshot with what follows from it: rows of the history and the weight of a running canary. */
export class SnapshotWriter {
  readonly #environments: EnvironmentStore;
  readonly #deployments: DeploymentStore;
  readonly #samples: SampleStore;
  readonly #clock: () => Date;
  readonly #newId: () => string;
  /** Last stored, by run and series. */
  readonly #noted = new Map<string, number>();

  constructor(options: {
    environments: EnvironmentStore;
    deployments: DeploymentStore;
    samples: SampleStore;
    clock: () => Date;
    newId: () => string;
  }) {
    this.#environments = options.environments;
    this.#deployments = options.deployments;
    this.#samples = options.samples;
    this.#clock = options.clock;
    this.#newId = options.newId;
  }

  /** Answers whether anything changed, and the run a sample belongs to while a rollout is active. */
  async write(
    snapshot: EnvironmentSnapshot,
    { entityRef, environment, fencingToken }: WriteOptions,
  ): Promise<{ changed: boolean; runId?: string }> {
    const now = this.#clock();
    const history = await this.#deployments.recent(entityRef, {
      environment,
      limit: historyDepth,
    });
    const { rollout } = snapshot;
    const records = deploymentTransitions(
      {
        environment,
        facts: {
          runningTag: snapshot.runningTag,
          desiredTag: snapshot.desiredTag,
          complete: snapshot.complete,
          failed: snapshot.failed,
          runningSince: snapshot.runningSince,
          ...(rollout ? { rollout } : {}),
          earlier: snapshot.replicaSets.filter(
            ({ owner }) =>
              owner ===
              (snapshot.primaryDeploymentName ?? snapshot.deploymentName),
          ),
        },
        history,
        newId: this.#newId,
      },
      now,
    );
    // History before the snapshot: after a crash between the two the same rows are found and nothing is written twice.
    await this.#deployments.save(entityRef, records);
    const run = newestCanary([...records, ...history]);
    if (rollout && run) {
      await this.#note(run, rollout, now);
    }
    const changed = await this.#environments.save(
      entityRef,
      environment,
      snapshot,
      {
        fencingToken,
        now,
      },
    );
    const active = rollout !== undefined && isRolloutActive(rollout.phase);
    return {
      changed: changed || records.length > 0,
      ...(active && run?.outcome === 'running' ? { runId: run.id } : {}),
    };
  }

  /** What changes with the Canary itself, between two measurements. */
  async #note(
    run: DeploymentRecord,
    rollout: RolloutFacts,
    now: Date,
  ): Promise<void> {
    const weight = rollout.routeWeight ?? rollout.reportedWeight;
    const isOver = run.outcome !== 'running';
    const values = [
      ['weight', weight],
      // The end sets it back to 0, which says nothing about this run.
      ...(isOver ? [] : [['failed-checks', rollout.failedChecks] as const]),
    ] as const;
    for (const [series, value] of values) {
      const key = `${run.environment} ${run.id} ${series}`;
      const known = this.#noted.get(key);
      if (known === value || (isOver && known === undefined)) {
        continue;
      }
      this.#noted.set(key, value);
      await this.#samples.add(run.id, now, [
        { series, measurement: { kind: 'number', value } },
      ]);
    }
    if (isOver) {
      this.#noted.delete(`${run.environment} ${run.id} weight`);
      this.#noted.delete(`${run.environment} ${run.id} failed-checks`);
    }
  }
}

function newestCanary(
  records: DeploymentRecord[],
): DeploymentRecord | undefined {
  const canaries = records.filter(({ kind }) => kind === 'canary');
  return canaries.sort((a, b) => b.startedAt.localeCompare(a.startedAt))[0];
}
