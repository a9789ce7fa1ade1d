import type {
  Evaluation,
  EvaluationRequest,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError } from '../config/GatesConfig';
import { loadGate, type GateOptions } from '../config/loadGate';
import { exitCodeOf } from '../output/exitCodeOf';
import type { Judgement } from '../output/Judgement';
import type { Output } from '../output/Output';
import {
  checkOutputOptions,
  writeJudgement,
  type OutputOptions,
} from '../output/writeJudgement';
import { ciToken } from './ciToken';
import { collect, type Collected, type CollectOptions } from './collect';
import { judge } from './judge';
import { sendEvaluation, UnreachableError } from './sendEvaluation';
import { toRequest, toSubject, type SubjectOptions } from './toRequest';

export interface PushOptions
  extends CollectOptions,
    GateOptions,
    SubjectOptions,
    OutputOptions {
  portal: string;
  /** Whom the identity token of GitHub is for. */
  audience: string;
  /** Judge here when the portal cannot be asked. */
  orCheck?: boolean;
}

/** What `push` needs from its surroundings. */
export interface PushContext {
  directory: string;
  env: Record<string, string | undefined>;
  now: Date;
  output: Output;
  fetch: typeof fetch;
  sleep(milliseconds: number): Promise<void>;
}

/** `heal7-gates push`: sends the measurements and prints the verdict of the portal. */
export async function push(
  options: PushOptions,
  context: PushContext,
): Promise<number> {
  const { directory, output } = context;
  checkOutputOptions(options);
  const baseUrl = portalUrl(options.portal);
  const subject = toSubject(options, context.env);
  const collected = await collect(options, directory);
  let judgement: Judgement;
  try {
    const request = toRequest(subject, collected);
    const evaluation = await send(request, options, context, baseUrl);
    judgement = ofPortal(evaluation, baseUrl, context.now);
  } catch (error) {
    if (!options.orCheck || !(error instanceof UnreachableError)) throw error;
    judgement = judgeHere(error.message, options, collected, context);
  }
  writeJudgement(judgement, options, directory, output);
  return exitCodeOf(judgement);
}

async function send(
  request: EvaluationRequest,
  options: PushOptions,
  context: PushContext,
  baseUrl: string,
): Promise<Evaluation> {
  const token = await ciToken(options.audience, context);
  if (!token) {
    throw new UnreachableError(
      'The portal needs a token to accept measurements: set HEAL7_GATES_TOKEN, or give the job of GitHub Actions "permissions: id-token: write".',
    );
  }
  return sendEvaluation(request, {
    baseUrl,
    token,
    fetch: context.fetch,
    sleep: context.sleep,
    onRetry: sentence => context.output.error(sentence),
  });
}

function ofPortal(
  evaluation: Evaluation,
  baseUrl: string,
  at: Date,
): Judgement {
  const { entityRef, commit, verdict, checks, problems, url } = evaluation;
  return {
    title: `${entityRef} at ${commit.slice(0, 7)}, judged by ${baseUrl}`,
    verdict,
    checks,
    problems,
    at,
    notes: [],
    json: evaluation,
    ...(url ? { url } : {}),
  };
}

/** Nobody but the portal knows of waivers, so this can only be stricter than its verdict. */
function judgeHere(
  why: string,
  options: PushOptions,
  collected: Collected,
  context: PushContext,
): Judgement {
  const { config, service } = collected;
  const gate = loadGate(options, service, config, context.directory);
  const judgement = judge(gate, collected, options, context.now);
  return {
    ...judgement,
    title: `${gate.title}, judged here`,
    notes: [
      ...judgement.notes,
      `${why} Judged here instead, without the waivers of the portal; nothing was sent.`,
    ],
  };
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
