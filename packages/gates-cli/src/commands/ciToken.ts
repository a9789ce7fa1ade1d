import { UsageError } from '../config/GatesConfig';
import { networkReason } from './networkReason';
import { retry } from './retry';

/** Who speaks to the portal, and how it is named in sentences. */
export interface CiToken {
  token: string;
  name: string;
}

/** What is needed to find a token. */
export interface CiTokenContext {
  env: Record<string, string | undefined>;
  fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
}

/** A passing trouble of the service that gives tokens. */
class TemporaryError extends UsageError {}

/**
 * The portal's token of the environment, or the identity token GitHub gives to a job with `permissions: id-token: write`;
 * undefined where there is neither. Never from the command line, where every process could read it.
 */
export async function ciToken(
  audience: string,
  context: CiTokenContext,
): Promise<CiToken | undefined> {
  const {
    HEAL7_GATES_TOKEN: own,
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
  } = context.env;
  if (own) return { token: own, name: 'the token in HEAL7_GATES_TOKEN' };
  if (!url || !requestToken) return undefined;
  const token = await retry(
    () => requestIdentity(url, requestToken, audience, context.fetch),
    {
      attempts: 3,
      firstDelay: 1_000,
      sleep: context.sleep,
      isTemporary: error => error instanceof TemporaryError,
      onRetry: () => {},
    },
  );
  return { token, name: 'the identity token of GitHub Actions' };
}

async function requestIdentity(
  url: string,
  requestToken: string,
  audience: string,
  fetchIt: typeof fetch,
): Promise<string> {
  const address = new URL(url);
  address.searchParams.set('audience', audience);
  let response: Response;
  try {
    response = await fetchIt(address, {
      headers: {
        accept: 'application/json',
        authorization: `Bearer ${requestToken}`,
      },
      signal: AbortSignal.timeout(10_000),
    });
  } catch (error) {
    throw new TemporaryError(
      `GitHub's service for identity tokens cannot be reached (${networkReason(
        error,
      )}).`,
    );
  }
  if (!response.ok) {
    const Failure = response.status >= 500 ? TemporaryError : UsageError;
    throw new Failure(
      `GitHub gives no identity token (status ${response.status}); does the job have "permissions: id-token: write"?`,
    );
  }
  return tokenOf(await response.json().catch(() => undefined));
}

function tokenOf(answer: unknown): string {
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'value' in answer &&
    typeof answer.value === 'string' &&
    answer.value !== ''
  ) {
    return answer.value;
  }
  throw new UsageError('The answer of GitHub holds no identity token.');
}
