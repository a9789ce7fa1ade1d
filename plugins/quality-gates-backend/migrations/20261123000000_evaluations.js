// @ts-check

/**
 * Append-only: a judgement is never changed. One row an entity, commit and CI run, so that a push that is repeated, or two
 * at once, give one evaluation.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('evaluations', table => {
    table
      .bigIncrements('seq')
      .comment('Order of arrival; the cursor of lists. Newest is highest');
    table.string('id', 36).notNullable().unique();
    table.string('entity_ref', 255).notNullable().comment('Lower case');
    table.string('commit_sha', 40).notNullable();
    table.string('run_id', 200).notNullable();
    table.text('run_url').nullable();
    table.string('branch', 255).nullable();
    table.integer('pull_request').nullable();
    table.string('gate', 100).notNullable();
    table.string('verdict', 20).notNullable();
    table
      .text('result', 'longtext')
      .notNullable()
      .comment('JSON: checks and problems');
    table.string('created_at', 30).notNullable().comment('ISO date in UTC');
    table.unique(['entity_ref', 'commit_sha', 'run_id'], {
      indexName: 'evaluations_once_a_run',
    });
    table.index(['entity_ref', 'seq'], 'evaluations_of_entity');
    table.index(['entity_ref', 'commit_sha', 'seq'], 'evaluations_of_commit');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('evaluations');
};
