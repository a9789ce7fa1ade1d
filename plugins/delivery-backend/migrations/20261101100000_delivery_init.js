// @ts-check

/** Dates are ISO 8601 texts in UTC, which sort as they should on every database. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('delivery_leases', table => {
    table.comment('Which replica does the work that must be done once');
    table.string('name', 64).primary();
    table.string('holder', 64).notNullable();
    table.integer('fencing_token').notNullable();
    table.string('expires_at', 32).notNullable();
  });

  await knex.schema.createTable('delivery_environments', table => {
    table.comment(
      'What each service shows in each environment now: one row each',
    );
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 64).notNullable();
    table.text('facts').notNullable();
    table.string('hash', 64).notNullable();
    table.string('changed_at', 32).notNullable();
    table.integer('fencing_token').notNullable();
    table.primary(['entity_ref', 'environment']);
  });

  await knex.schema.createTable('delivery_deployments', table => {
    table.comment('History: one row a deployment, canary or rollback');
    table.string('id', 64).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 64).notNullable();
    table.string('from_tag', 255);
    table.string('to_tag', 255).notNullable();
    table.string('started_at', 32).notNullable();
    table.string('finished_at', 32);
    table.string('outcome', 16).notNullable();
    table.string('kind', 16).notNullable();
    table.string('actor', 255);
    table.text('reason');
    table.string('rollback_id', 64);
    table.text('links').notNullable();
    table.index(
      ['entity_ref', 'environment', 'started_at'],
      'delivery_deployments_entity_idx',
    );
  });

  await knex.schema.createTable('delivery_rollout_events', table => {
    table.comment(
      'Timeline of the rollouts; the key makes an event told twice one row',
    );
    table.string('key', 64).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 64).notNullable();
    table.string('at', 32).notNullable();
    table.string('type', 8).notNullable();
    table.text('message').notNullable();
    table.string('phase', 32);
    table.string('checksum', 64);
    table.index(
      ['entity_ref', 'environment', 'at'],
      'delivery_rollout_events_entity_idx',
    );
  });

  await knex.schema.createTable('delivery_samples', table => {
    table.comment('What was measured while a rollout ran');
    table.string('run_id', 64).notNullable();
    table.string('series', 128).notNullable();
    table.string('at', 32).notNullable();
    table.string('kind', 8).notNullable();
    table.double('value');
    table.text('message');
    table.primary(['run_id', 'series', 'at']);
    table.index(['at'], 'delivery_samples_at_idx');
  });

  await knex.schema.createTable('delivery_sources', table => {
    table.comment('Whether each part of each source answers');
    table.string('scope', 128).notNullable();
    table.string('part', 128).notNullable();
    table.string('state', 16).notNullable();
    table.text('message');
    table.string('since', 32).notNullable();
    table.string('contact_at', 32);
    table.primary(['scope', 'part']);
  });

  await knex.schema.createTable('delivery_repositories', table => {
    table.comment(
      'CI runs and commits of each source repository somebody looked at',
    );
    table.string('repository', 255).primary();
    table.text('facts').notNullable();
    table.string('requested_at', 32).notNullable();
    table.string('refreshed_at', 32);
    table.text('error');
    table.string('error_since', 32);
    table.index(['requested_at'], 'delivery_repositories_requested_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'delivery_repositories',
    'delivery_sources',
    'delivery_samples',
    'delivery_rollout_events',
    'delivery_deployments',
    'delivery_environments',
    'delivery_leases',
  ]) {
    await knex.schema.dropTable(table);
  }
};
