import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { NotFoundError } from '@backstage/errors';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import {
  fromRow,
  judgedColumns,
  newRow,
  serviceOf,
  type EvaluationRow,
} from './evaluationRow';
import type {
  EvaluationPart,
  Judge,
  NewEvaluation,
  StoredPart,
} from './EvaluationStore';

/** Writes what follows from a new judgement, in its transaction. */
export type AfterChange = (
  tx: Knex.Transaction,
  evaluation: Evaluation,
) => Promise<void>;

interface PartRow {
  seq: number | string;
  id: string;
  evaluation_id: string;
  part: string;
  content: string;
  attempt: number;
  received_at: string;
}

const once = ['entity_ref', 'commit_sha', 'run_id'];

/**
 * The database decides which push of a run, and which of a part, was first. The row of the run stays locked until its parts
 * are judged, so that of two parts at once the second sees both.
 */
export async function storePart(
  tx: Knex.Transaction,
  evaluation: NewEvaluation,
  part: EvaluationPart,
  judge: Judge,
  afterChange: AfterChange,
): Promise<StoredPart> {
  const fresh = newRow(evaluation);
  await tx<EvaluationRow>('evaluations')
    .insert(fresh)
    .onConflict(once)
    .ignore();
  const row = await tx<EvaluationRow>('evaluations')
    .where({
      entity_ref: fresh.entity_ref,
      commit_sha: fresh.commit_sha,
      run_id: fresh.run_id,
    })
    .forUpdate()
    .first();
  if (!row) {
    throw new NotFoundError('The evaluation was removed while it was stored');
  }
  const created = row.id === fresh.id;
  const closed = row.parts === null || row.thinned === 1;
  if (closed || !(await keepPart(tx, row, part, evaluation.createdAt))) {
    return { evaluation: fromRow(row), created: false, changed: false };
  }
  const judged = await judgeAnew(tx, row, judge, evaluation.createdAt);
  if (created && evaluation.onDefaultBranch) {
    await makeCurrent(tx, row, evaluation);
  }
  await afterChange(tx, judged);
  return { evaluation: judged, created, changed: true };
}

/** Judges anew what still waits. */
export async function settleEvaluation(
  tx: Knex.Transaction,
  id: string,
  judge: Judge,
  at: string,
  afterChange: AfterChange,
): Promise<Evaluation | undefined> {
  const row = await tx<EvaluationRow>('evaluations')
    .where({ id })
    .whereNotNull('pending_until')
    .forUpdate()
    .first();
  if (!row) return undefined;
  const judged = await judgeAnew(tx, row, judge, at);
  await afterChange(tx, judged);
  return judged;
}

/** False when a part of this name is there already, of this attempt or a later one. */
async function keepPart(
  tx: Knex.Transaction,
  row: EvaluationRow,
  { attempt = 1, part, ...content }: EvaluationPart,
  at: string,
): Promise<boolean> {
  const fresh = {
    id: randomUUID(),
    content: JSON.stringify(content),
    attempt,
    received_at: at,
  };
  await tx<PartRow>('evaluation_parts')
    .insert({ ...fresh, evaluation_id: row.id, part })
    .onConflict(['evaluation_id', 'part'])
    .ignore();
  const mine = () =>
    tx<PartRow>('evaluation_parts').where({ evaluation_id: row.id, part });
  const stored = await mine().first('id');
  if (stored?.id === fresh.id) return true;
  // A job that was run again, after a passing trouble or with a newer list of vulnerabilities.
  return (await mine().where('attempt', '<', attempt).update(fresh)) > 0;
}

async function judgeAnew(
  tx: Knex.Transaction,
  row: EvaluationRow,
  judge: Judge,
  at: string,
): Promise<Evaluation> {
  const rows = await tx<PartRow>('evaluation_parts')
    .where('evaluation_id', row.id)
    .orderBy('seq');
  const parts = rows.map(({ part, content }): EvaluationPart => {
    const rest: Omit<EvaluationPart, 'part'> = JSON.parse(content);
    return { part, ...rest };
  });
  const newest = Math.max(...rows.map(({ attempt }) => attempt));
  const [waitingSince = at] = rows
    .filter(({ attempt }) => attempt === newest)
    .map(it => it.received_at)
    .sort();
  const judged = judge({
    commit: row.commit_sha,
    service: serviceOf(row),
    waitingSince,
    parts,
  });
  const columns = judgedColumns(
    judged,
    parts.map(({ part }) => part),
    row.revision + 1,
    at,
  );
  await tx<EvaluationRow>('evaluations').where({ id: row.id }).update(columns);
  await tx('current_evaluations')
    .where({ entity_ref: row.entity_ref, evaluation_id: row.id })
    .update({ revision: columns.revision, changed_at: Date.parse(at) });
  return fromRow({ ...row, ...columns });
}

/** The newest run of the default branch is the current one, whichever of two at once is stored last. */
async function makeCurrent(
  tx: Knex.Transaction,
  row: EvaluationRow,
  { createdAt, owner }: NewEvaluation,
): Promise<void> {
  await tx('current_evaluations')
    .insert({
      entity_ref: row.entity_ref,
      evaluation_id: row.id,
      evaluation_seq: row.seq,
      revision: row.revision + 1,
      owner: owner ?? null,
      listed: 1,
      changed_at: Date.parse(createdAt),
    })
    .onConflict('entity_ref')
    .merge([
      'evaluation_id',
      'evaluation_seq',
      'revision',
      'owner',
      'listed',
      'changed_at',
    ])
    .where('current_evaluations.evaluation_seq', '<', row.seq);
}
