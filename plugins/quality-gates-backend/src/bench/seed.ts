import type { Knex } from 'knex';

/** How large the table is. */
export interface Size {
  services: number;
  evaluations: number;
}

/** Name of the service with this number. */
export function serviceRef(index: number): string {
  return `component:default/service-${index}`;
}

/**
 * Fills the tables with statements of the database itself, run by run. Every row has the summary of a real judgement; the
 * whole judgement is kept with the newest of each service, because nothing here reads that of another.
 */
export async function seed(
  knex: Knex,
  size: Size,
  judgement: { result: string; summary: string; verdict: string },
): Promise<void> {
  const postgres = knex.client.config.client === 'pg';
  const digits = (number: string) =>
    postgres
      ? `lpad((${number})::text, 40, '0')`
      : `printf('%040d', ${number})`;
  const runs = 10;
  for (let from = 1; from <= size.evaluations; from += runs) {
    const to = Math.min(size.evaluations, from + runs - 1);
    await knex.raw(
      `
      with recursive
        services(s) as (select 0 union all select s + 1 from services where s < ${
          size.services - 1
        }),
        runs(n) as (select ${from} union all select n + 1 from runs where n < ${to})
      insert into evaluations
        (id, entity_ref, commit_sha, run_id, branch, gate, verdict, result, created_at, service, on_default, parts,
         pending_parts, updated_at, revision, summary)
      select 'bench-' || n || '-' || s, 'component:default/service-' || s, ${digits(
        's * 1000 + n',
      )}, 'run-' || n,
        'main', 'heal7', ?, case when n = ${
          size.evaluations
        } then ? else '{"checks":[],"problems":[]}' end,
        '2026-03-01T10:00:00.000Z', 'backend', 1, '["main"]', '[]', '2026-03-01T10:00:00.000Z', 1, ?
      from runs cross join services
      `,
      [judgement.verdict, judgement.result, judgement.summary],
    );
  }
  await knex.raw(`
    insert into current_evaluations (entity_ref, evaluation_id, evaluation_seq, revision, owner)
    select entity_ref, id, seq, 1, 'group:default/team-' || (seq % 50) from evaluations
    where run_id = 'run-${size.evaluations}'
  `);
  await knex.raw('analyze');
}
