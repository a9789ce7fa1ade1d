// @ts-check

/**
 * A part of a run that is run again replaces what it brought before; the fleet reads what changed since it looked last instead
 * of all services; waivers that ended are found without going through those that were told.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('evaluation_parts', table => {
    table
      .integer('attempt')
      .notNullable()
      .defaultTo(1)
      .comment('Which attempt of the CI run brought it');
  });
  await knex.schema.alterTable('current_evaluations', table => {
    table
      .bigInteger('changed_at')
      .notNullable()
      .defaultTo(0)
      .comment('When the row or its evaluation changed last');
    table.index(['changed_at'], 'current_evaluations_changed');
  });
  await knex.schema.alterTable('waivers', table => {
    table.index(['lapse_told', 'state', 'expires_ms'], 'waivers_lapsing');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('waivers', table => {
    table.dropIndex(['lapse_told', 'state', 'expires_ms'], 'waivers_lapsing');
  });
  await knex.schema.alterTable('current_evaluations', table => {
    table.dropIndex(['changed_at'], 'current_evaluations_changed');
    table.dropColumn('changed_at');
  });
  await knex.schema.alterTable('evaluation_parts', table => {
    table.dropColumn('attempt');
  });
};
