import { ResponseError } from '@backstage/errors';
import {
  QualityGatesClient,
  type Evaluation,
  type EvaluationRequest,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError } from '../config/GatesConfig';
import { exitCodeOf } from '../output/verdictWords';
import { renderText } from '../output/renderText';
import type { Output } from '../output/Output';
import { collect, type CollectOptions } from './collect';
import { pushErrorSentence } from './pushErrorSentence';
import { retry } from './retry';

export interface PushOptions extends CollectOptions {
  portal: string;
  entity: string;
  commit: string;
  branch?: string;
  runId: string;
  runUrl?: string;
  pullRequest?: string;
}

/** What `push` needs from its surroundings. */
export interface PushContext {
  directory: string;
  /** Never from the command line, where every process could read it. */
  token: string | undefined;
  output: Output;
  fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
}

/** `heal7-gates push`: sends the measurements and prints the verdict of the portal. */
export async function push(
  options: PushOptions,
  context: PushContext,
): Promise<number> {
  if (!context.token) {
    throw new UsageError(
      'HEAL7_GATES_TOKEN is not set: the portal needs a token to accept measurements.',
    );
  }
  const baseUrl = portalUrl(options.portal);
  const { token } = context;
  const collected = await collect(options, context.directory);
  const request = toRequest(options, collected);
  const client = new QualityGatesClient({
    discoveryApi: {
      getBaseUrl: async plugin => `${baseUrl}/api/${plugin}`,
    },
    fetchApi: { fetch: context.fetch },
  });
  let evaluation: Evaluation;
  try {
    const send = () =>
      client.createEvaluation(request, {
        token,
        signal: AbortSignal.timeout(30_000),
      });
    const onRetry = (error: unknown, delay: number) =>
      context.output.error(
        `${pushErrorSentence(error, baseUrl)} Trying again in ${
          delay / 1000
        } s.`,
      );
    const sendThroughFailures = () =>
      retry(send, {
        attempts: 5,
        firstDelay: 1_000,
        sleep: context.sleep,
        isTemporary: error =>
          !(error instanceof ResponseError) ||
          error.statusCode >= 500 ||
          error.statusCode === 429,
        onRetry,
      });
    // The first run of a new service may be quicker than its registration in the catalog: one minute of patience.
    evaluation = await retry(sendThroughFailures, {
      attempts: 20,
      firstDelay: 3_000,
      factor: 1,
      sleep: context.sleep,
      isTemporary: error =>
        error instanceof ResponseError && error.statusCode === 404,
      onRetry,
    });
  } catch (error) {
    throw new UsageError(pushErrorSentence(error, baseUrl));
  }
  context.output.line(
    renderText(
      `${evaluation.entityRef} at ${evaluation.commit.slice(
        0,
        7,
      )}, judged by ${baseUrl}`,
      evaluation,
      evaluation.problems,
    ),
  );
  return exitCodeOf(evaluation.verdict);
}

function portalUrl(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(`--portal "${text}" is not a URL.`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UsageError('--portal must begin with http:// or https://.');
  }
  return url.href.replace(/\/+$/, '');
}

function toRequest(
  options: PushOptions,
  collected: Awaited<ReturnType<typeof collect>>,
): EvaluationRequest {
  if (!/^[0-9a-f]{40}$/i.test(options.commit)) {
    throw new UsageError('--commit must be the full SHA of 40 hex digits.');
  }
  const pullRequest =
    options.pullRequest === undefined ? undefined : Number(options.pullRequest);
  if (
    pullRequest !== undefined &&
    !(Number.isInteger(pullRequest) && pullRequest > 0)
  ) {
    throw new UsageError('--pull-request must be a number.');
  }
  return {
    entityRef: options.entity,
    commit: options.commit.toLowerCase(),
    ...(options.branch ? { branch: options.branch } : {}),
    ...(pullRequest === undefined ? {} : { pullRequest }),
    run: {
      id: options.runId,
      ...(options.runUrl ? { url: options.runUrl } : {}),
    },
    ...(collected.service ? { service: collected.service } : {}),
    measurements: collected.measurements,
    problems: collected.problems,
  };
}
