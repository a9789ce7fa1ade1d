import type { EvaluationRequest } from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError } from '../config/GatesConfig';
import type { Collected } from './collect';
import type { PartOptions } from './judge';
import { parseCommit } from './parseCommit';

/** Flags that say what the measurements are of. */
export interface SubjectOptions extends PartOptions {
  entity: string;
  commit: string;
  branch?: string;
  runId: string;
  /** Default: that of GitHub Actions, where it is its run. */
  runAttempt?: string;
  runUrl?: string;
  pullRequest?: string;
}

/** What is sent, without what it was measured from. */
export function toSubject(
  options: SubjectOptions,
  env: Record<string, string | undefined>,
): Omit<EvaluationRequest, 'measurements' | 'problems'> {
  const { entity, branch, runId, runUrl, part, expects = [] } = options;
  const pullRequest = pullRequestOf(options);
  const attempt = attemptOf(options, env);
  return {
    entityRef: entity,
    commit: parseCommit(options.commit),
    ...(branch ? { branch } : {}),
    ...(pullRequest === undefined ? {} : { pullRequest }),
    run: {
      id: runId,
      ...(runUrl ? { url: runUrl } : {}),
      ...(attempt > 1 ? { attempt } : {}),
    },
    ...(part ? { part } : {}),
    ...(expects.length > 0 ? { expects } : {}),
  };
}

/** The body of `POST /evaluations`. */
export function toRequest(
  subject: ReturnType<typeof toSubject>,
  { service, config, measurements, problems }: Collected,
): EvaluationRequest {
  const tightens = Object.keys(config.changes).length > 0;
  return {
    ...subject,
    ...(service ? { service } : {}),
    ...(tightens ? { tighten: config.changes } : {}),
    measurements,
    problems,
  };
}

function pullRequestOf({ pullRequest }: SubjectOptions): number | undefined {
  return pullRequest === undefined
    ? undefined
    : positive(pullRequest, '--pull-request');
}

/** Jobs of GitHub Actions that are run again keep the id of their run. */
function attemptOf(
  { runAttempt, runId }: SubjectOptions,
  env: Record<string, string | undefined>,
): number {
  if (runAttempt !== undefined) return positive(runAttempt, '--run-attempt');
  const attempt = Number(env.GITHUB_RUN_ATTEMPT);
  return env.GITHUB_RUN_ID === runId && Number.isInteger(attempt) ? attempt : 1;
}

function positive(text: string, flag: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number <= 0) {
    throw new UsageError(`${flag} must be a number.`);
  }
  return number;
}
