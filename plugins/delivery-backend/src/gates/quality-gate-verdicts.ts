import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { GateVerdictFact } from '@heal7/backstage-plugin-delivery-common';
import { QualityGatesService } from '@heal7/backstage-plugin-quality-gates-node';
import { GateVerdicts } from './gate-verdicts';

/** Asks the quality-gates plugin, in the name of the caller. */
export class QualityGateVerdicts implements GateVerdicts {
  readonly #service: QualityGatesService;

  constructor(service: QualityGatesService) {
    this.#service = service;
  }

  async latest(
    entityRef: string,
    commits: string[],
    credentials: BackstageCredentials,
  ): Promise<GateVerdictFact[] | undefined> {
    try {
      const evaluations = await this.#service.getLatestEvaluations(
        { entityRef, commits },
        { credentials },
      );
      return evaluations.map(({ commit, createdAt, run, verdict }) => ({
        commit,
        verdict,
        at: createdAt,
        ...(run.url ? { url: run.url } : {}),
      }));
    } catch (error) {
      // Without the plugin nothing answers under its address.
      if (error instanceof ResponseError && error.statusCode === 404) {
        return undefined;
      }
      throw error;
    }
  }
}
