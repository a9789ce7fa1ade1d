import { ResponseError } from '@backstage/errors';
import {
  QualityGatesClient,
  verdicts,
  type Evaluation,
  type EvaluationRequest,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError } from '../config/GatesConfig';
import type { CiToken } from './ciToken';
import { pushErrorSentence } from './pushErrorSentence';
import { retry } from './retry';

/** The portal did not answer, however often it was asked: nobody refused anything. */
export class UnreachableError extends UsageError {}

/** Where to send to, and how to wait. */
export interface SendContext {
  baseUrl: string;
  token: CiToken;
  fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
  /** Told before each further attempt. */
  onRetry(sentence: string): void;
}

/** Sends the measurements until the portal judges or refuses them; sent twice they count once. */
export async function sendEvaluation(
  request: EvaluationRequest,
  context: SendContext,
): Promise<Evaluation> {
  const { baseUrl, token, sleep } = context;
  const client = new QualityGatesClient({
    discoveryApi: { getBaseUrl: async plugin => `${baseUrl}/api/${plugin}` },
    fetchApi: { fetch: context.fetch },
  });
  const sentence = (error: unknown) =>
    pushErrorSentence(error, baseUrl, token.name);
  const onRetry = (error: unknown, delay: number) =>
    context.onRetry(`${sentence(error)} Trying again in ${delay / 1000} s.`);
  const send = async () =>
    checkedEvaluation(
      await client.createEvaluation(request, {
        token: token.token,
        signal: AbortSignal.timeout(30_000),
      }),
    );
  const sendThroughFailures = () =>
    retry(send, {
      attempts: 5,
      firstDelay: 1_000,
      sleep,
      isTemporary,
      onRetry,
    });
  try {
    // The first run of a new service may be quicker than its registration in the catalog: one minute of patience.
    return await retry(sendThroughFailures, {
      attempts: 20,
      firstDelay: 3_000,
      factor: 1,
      sleep,
      isTemporary: error =>
        error instanceof ResponseError && error.statusCode === 404,
      onRetry,
    });
  } catch (error) {
    const Failure = isTemporary(error) ? UnreachableError : UsageError;
    throw new Failure(sentence(error));
  }
}

function isTemporary(error: unknown): boolean {
  if (error instanceof UsageError) return false;
  return (
    !(error instanceof ResponseError) ||
    error.statusCode >= 500 ||
    error.statusCode === 429
  );
}

/** Something else may live at this address and be friendly to everybody. */
function checkedEvaluation(answer: Evaluation): Evaluation {
  const looksRight =
    verdicts.includes(answer?.verdict) &&
    [answer.checks, answer.problems].every(Array.isArray);
  if (!looksRight) {
    throw new UsageError(
      'The answer is not that of a portal; is the address right?',
    );
  }
  return answer;
}
