import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import type {
  Evaluation,
  QualityGatesApi,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { QualityGatesService } from './QualityGatesService';

/** The backend accepts this many commits in one question. */
const commitsPerRequest = 50;

/** Asks the quality gates backend over HTTP, in the name of the caller. */
export class HttpQualityGatesService implements QualityGatesService {
  readonly #api: Pick<QualityGatesApi, 'listEvaluations'>;
  readonly #auth: Pick<AuthService, 'getPluginRequestToken'>;

  constructor(options: {
    api: Pick<QualityGatesApi, 'listEvaluations'>;
    auth: Pick<AuthService, 'getPluginRequestToken'>;
  }) {
    this.#api = options.api;
    this.#auth = options.auth;
  }

  async getLatestEvaluations(
    query: { entityRef: string; commits?: string[]; limit?: number },
    options: { credentials: BackstageCredentials },
  ): Promise<Evaluation[]> {
    const { entityRef, commits, limit } = query;
    if (commits?.length === 0) return [];
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'quality-gates',
    });
    const ask = (part: string[] | undefined) =>
      this.#api.listEvaluations(
        {
          entityRef,
          latestPerCommit: true,
          ...(part
            ? { commits: part, limit: part.length }
            : { limit: limit ?? 20 }),
        },
        { token },
      );
    const pages = await Promise.all(chunk(commits).map(ask));
    return pages
      .flatMap(page => page.items)
      .sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  }
}

function chunk(commits: string[] | undefined): (string[] | undefined)[] {
  if (!commits) return [undefined];
  const distinct = [...new Set(commits)];
  const parts: string[][] = [];
  for (let start = 0; start < distinct.length; start += commitsPerRequest) {
    parts.push(distinct.slice(start, start + commitsPerRequest));
  }
  return parts;
}
