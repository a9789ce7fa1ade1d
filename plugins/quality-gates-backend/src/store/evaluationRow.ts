import type {
  Evaluation,
  ServiceKind,
} from '@heal7/backstage-plugin-quality-gates-common';
import { verdictOf, writeSummary } from './checkSummary';
import type { Judged, NewEvaluation } from './EvaluationStore';

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
  service: string | null;
  on_default: number;
  parts: string | null;
  pending_parts: string | null;
  pending_until: number | string | null;
  updated_at: string | null;
  revision: number;
  summary: string | null;
  thinned: number;
}

/** A row before its first judgement. */
export function newRow(evaluation: NewEvaluation): Omit<EvaluationRow, 'seq'> {
  return {
    id: evaluation.id,
    entity_ref: evaluation.entityRef,
    commit_sha: evaluation.commit,
    run_id: evaluation.run.id,
    run_url: evaluation.run.url ?? null,
    branch: evaluation.branch ?? null,
    pull_request: evaluation.pullRequest ?? null,
    gate: evaluation.gate,
    service: evaluation.service,
    on_default: evaluation.onDefaultBranch ? 1 : 0,
    created_at: evaluation.createdAt,
    updated_at: evaluation.createdAt,
    verdict: 'inconclusive',
    result: JSON.stringify({ checks: [], problems: [] }),
    parts: '[]',
    pending_parts: '[]',
    pending_until: null,
    revision: 0,
    summary: '[]',
    thinned: 0,
  };
}

/** The columns a judgement sets. */
export function judgedColumns(
  judged: Judged,
  parts: readonly string[],
  revision: number,
  at: string,
): Partial<EvaluationRow> {
  const { checks, problems } = judged;
  return {
    verdict: judged.verdict,
    result: JSON.stringify({ checks, problems }),
    parts: JSON.stringify(parts),
    pending_parts: JSON.stringify(judged.pendingParts),
    pending_until: judged.pendingUntil ? Date.parse(judged.pendingUntil) : null,
    revision,
    summary: writeSummary(checks),
    updated_at: at,
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
    // Before there were parts, everything came at once.
    parts: row.parts === null ? ['main'] : namesOf(row.parts),
    pendingParts: row.pending_parts === null ? [] : namesOf(row.pending_parts),
    ...(row.pending_until === null
      ? {}
      : { pendingUntil: new Date(Number(row.pending_until)).toISOString() }),
    createdAt: row.created_at,
    updatedAt: row.updated_at ?? row.created_at,
  };
}

/** Which gate was applied; those judged before it was kept were told by their checks. */
export function serviceOf(row: Pick<EvaluationRow, 'service'>): ServiceKind {
  return row.service === 'frontend' || row.service === 'compute'
    ? row.service
    : 'backend';
}

function namesOf(text: string): string[] {
  const names: string[] = JSON.parse(text);
  return names;
}
