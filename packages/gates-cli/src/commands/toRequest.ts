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
  runUrl?: string;
  pullRequest?: string;
}

/** What is sent, without what it was measured from. */
export function toSubject(
  options: SubjectOptions,
): Omit<EvaluationRequest, 'measurements' | 'problems'> {
  const { entity, branch, runId, runUrl, part, expects = [] } = options;
  const pullRequest = pullRequestOf(options);
  return {
    entityRef: entity,
    commit: parseCommit(options.commit),
    ...(branch ? { branch } : {}),
    ...(pullRequest === undefined ? {} : { pullRequest }),
    run: { id: runId, ...(runUrl ? { url: runUrl } : {}) },
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
  if (pullRequest === undefined) return undefined;
  const number = Number(pullRequest);
  if (!Number.isInteger(number) || number <= 0) {
    throw new UsageError('--pull-request must be a number.');
  }
  return number;
}
