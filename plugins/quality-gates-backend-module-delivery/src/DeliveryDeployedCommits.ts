import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { ResponseError, ServiceUnavailableError } from '@backstage/errors';
import type { DeliveryApi } from '@heal7/backstage-plugin-delivery-common';
import type { DeployedCommit } from '@heal7/backstage-plugin-quality-gates-common';
import type { DeployedCommitsSource } from '@heal7/backstage-plugin-quality-gates-node';
import { deployedCommitsOf } from './deployedCommitsOf';

const defaultTimeoutMs = 5_000;

/** Asks the delivery backend over HTTP, in the name of the caller: who may not see a deployment learns nothing here. */
export class DeliveryDeployedCommits implements DeployedCommitsSource {
  readonly #api: Pick<DeliveryApi, 'getService'>;
  readonly #auth: Pick<AuthService, 'getPluginRequestToken'>;
  readonly #timeoutMs: number;

  constructor(options: {
    api: Pick<DeliveryApi, 'getService'>;
    auth: Pick<AuthService, 'getPluginRequestToken'>;
    timeoutMs?: number;
  }) {
    this.#api = options.api;
    this.#auth = options.auth;
    this.#timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  }

  async list(
    entityRef: string,
    options: { credentials: BackstageCredentials },
  ): Promise<DeployedCommit[]> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'delivery',
    });
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      const answer = await this.#api.getService(entityRef, { token, signal });
      return answer.status === 'ok' ? deployedCommitsOf(answer.delivery) : [];
    } catch (error) {
      // Delivery knows no such service, or there is no delivery in this portal: nothing is deployed that we know of.
      if (error instanceof ResponseError && error.statusCode === 404) return [];
      if (signal.aborted) {
        throw new ServiceUnavailableError(
          `Delivery did not answer within ${this.#timeoutMs / 1000} s`,
        );
      }
      throw error;
    }
  }
}
