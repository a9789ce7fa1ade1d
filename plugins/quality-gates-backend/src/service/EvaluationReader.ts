import {
  applyWaivers,
  type Evaluation,
  type Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';

/** Reads evaluations as they are at this time: with the waivers that are in force. What is stored stays raw. */
export class EvaluationReader {
  readonly #waivers: {
    listInForce(now: Date, entityRef?: string): Promise<Waiver[]>;
  };
  readonly #now: () => Date;

  constructor(
    waivers: { listInForce(now: Date, entityRef?: string): Promise<Waiver[]> },
    now: () => Date,
  ) {
    this.#waivers = waivers;
    this.#now = now;
  }

  async read(evaluation: Evaluation): Promise<Evaluation> {
    const [read] = await this.readAll(evaluation.entityRef, [evaluation]);
    return read;
  }

  /** All of one entity. */
  async readAll(
    entityRef: string,
    evaluations: readonly Evaluation[],
  ): Promise<Evaluation[]> {
    const now = this.#now();
    const waivers = await this.#waivers.listInForce(now, entityRef);
    return evaluations.map(evaluation =>
      applyWaivers(evaluation, waivers, now),
    );
  }
}
