// @ts-check

/** What was deployed before the portal watched: read once from the history of Argo CD and the manifests of then. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('delivery_deployments', table => {
    table
      .string('origin', 16)
      .nullable()
      .comment(
        'Null = seen; cluster = guessed from ReplicaSets; gitops = read',
      );
  });

  await knex.schema.createTable('delivery_manifest_tags', table => {
    table.comment(
      'Which image tag stood in a values file at a commit; never changes, so it is asked for once',
    );
    table.string('key', 64).primary();
    table.text('path').notNullable();
    table.string('revision', 64).notNullable();
    table.string('tag', 255).nullable().comment('Null = none stood there');
  });

  await knex.schema.createTable('delivery_backfills', table => {
    table.comment('Whose earlier history was read, and what is in the way');
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 64).notNullable();
    table.string('done_at', 32).nullable();
    table.text('error').nullable();
    table.string('error_since', 32).nullable();
    table.string('next_attempt_at', 32).nullable();
    table.primary(['entity_ref', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('delivery_backfills');
  await knex.schema.dropTable('delivery_manifest_tags');
  await knex.schema.alterTable('delivery_deployments', table => {
    table.dropColumn('origin');
  });
};
