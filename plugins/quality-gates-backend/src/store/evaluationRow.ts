import {
  verdicts,
  type Evaluation,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';

/** A row of `evaluations`. */
export interface EvaluationRow {
  /** PostgreSQL gives big integers as text. */
  seq: number | string;
  id: string;
  entity_ref: string;
  commit_sha: string;
  run_id: string;
  run_url: string | null;
  branch: string | null;
  pull_request: number | null;
  gate: string;
  verdict: string;
  result: string;
  created_at: string;
}

export function toRow(evaluation: Evaluation): Omit<EvaluationRow, 'seq'> {
  const { checks, problems } = evaluation;
  return {
    id: evaluation.id,
    entity_ref: evaluation.entityRef,
    commit_sha: evaluation.commit,
    run_id: evaluation.run.id,
    run_url: evaluation.run.url ?? null,
    branch: evaluation.branch ?? null,
    pull_request: evaluation.pullRequest ?? null,
    gate: evaluation.gate,
    verdict: evaluation.verdict,
    result: JSON.stringify({ checks, problems }),
    created_at: evaluation.createdAt,
  };
}

export function fromRow(row: EvaluationRow): Evaluation {
  const { checks, problems }: Pick<Evaluation, 'checks' | 'problems'> =
    JSON.parse(row.result);
  return {
    id: row.id,
    entityRef: row.entity_ref,
    commit: row.commit_sha,
    ...(row.branch === null ? {} : { branch: row.branch }),
    ...(row.pull_request === null ? {} : { pullRequest: row.pull_request }),
    run: {
      id: row.run_id,
      ...(row.run_url === null ? {} : { url: row.run_url }),
    },
    gate: row.gate,
    verdict: verdictOf(row.verdict),
    checks,
    problems,
    createdAt: row.created_at,
  };
}

/** A verdict written by a later version is not known here: an error, never a pass. */
function verdictOf(text: string): Verdict {
  return verdicts.find(verdict => verdict === text) ?? 'error';
}
