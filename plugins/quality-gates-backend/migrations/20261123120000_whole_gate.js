// @ts-check

/**
 * Evaluations that grow in parts, the current one of each entity's default branch, waivers, and what is still to be told
 * to other systems. Times that are compared are milliseconds since the epoch, times that are shown ISO texts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('evaluations', table => {
    table
      .string('service', 20)
      .nullable()
      .comment('Kind of service whose gate was applied');
    table
      .integer('on_default')
      .notNullable()
      .defaultTo(0)
      .comment('1 = of the default branch, not of a pull request');
    table
      .text('parts')
      .nullable()
      .comment('JSON: names of the parts that came; null = made before parts');
    table.text('pending_parts').nullable().comment('JSON: names still awaited');
    table
      .bigInteger('pending_until')
      .nullable()
      .comment('Null = nothing is awaited');
    table.string('updated_at', 30).nullable().comment('ISO date in UTC');
    table
      .integer('revision')
      .notNullable()
      .defaultTo(0)
      .comment('Counts the judgements');
    table
      .text('summary')
      .nullable()
      .comment('JSON: id, verdict, value, unit, blocking of each check');
    table
      .integer('thinned')
      .notNullable()
      .defaultTo(0)
      .comment('1 = its details are gone; no part is accepted any more');
    table.index(['entity_ref', 'branch', 'seq'], 'evaluations_of_branch');
    table.index(['entity_ref', 'on_default', 'seq'], 'evaluations_of_default');
    table.index(['pending_until'], 'evaluations_pending');
    table.index(['thinned', 'created_at'], 'evaluations_age');
  });

  await knex.schema.createTable('evaluation_parts', table => {
    table.comment('What a CI run measured, part by part; the first of a name');
    table.bigIncrements('seq').comment('Order of arrival');
    table.string('id', 36).notNullable();
    table
      .string('evaluation_id', 36)
      .notNullable()
      .references('id')
      .inTable('evaluations')
      .onDelete('CASCADE');
    table.string('part', 63).notNullable();
    table
      .text('content', 'longtext')
      .notNullable()
      .comment('JSON: measurements, problems, expects, tighten');
    table.string('received_at', 30).notNullable();
    table.unique(['evaluation_id', 'part'], {
      indexName: 'evaluation_parts_once',
    });
  });

  await knex.schema.createTable('current_evaluations', table => {
    table.comment('The newest evaluation of the default branch of each entity');
    table.string('entity_ref', 255).primary();
    table.string('evaluation_id', 36).notNullable();
    table.bigInteger('evaluation_seq').notNullable();
    table
      .integer('revision')
      .notNullable()
      .defaultTo(0)
      .comment('Of the evaluation: what changed is told without reading it');
    table
      .string('owner', 255)
      .nullable()
      .comment('As the catalog said last; refreshed by a task');
    table
      .integer('listed')
      .notNullable()
      .defaultTo(1)
      .comment('0 = the catalog has it no more');
    table
      .string('colour', 10)
      .nullable()
      .comment('red or green, as the owner was told last');
  });

  await knex.schema.createTable('waivers', table => {
    table.comment('Exceptions from checks; never deleted');
    table.bigIncrements('seq').comment('Order of requests; cursor of lists');
    table.string('id', 36).notNullable().unique();
    table.string('entity_ref', 255).notNullable();
    table.string('check_id', 100).notNullable();
    table.text('reason').notNullable();
    table.string('state', 20).notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 30).notNullable();
    table.string('decided_by', 255).nullable();
    table.string('decided_at', 30).nullable();
    table.text('decision_reason').nullable();
    table.string('expires_at', 30).notNullable();
    table.bigInteger('expires_ms').notNullable();
    table
      .integer('lapse_told')
      .notNullable()
      .defaultTo(0)
      .comment('1 = it was announced that it ended');
    table.index(['entity_ref', 'seq'], 'waivers_of_entity');
    table.index(['state', 'expires_ms'], 'waivers_in_force');
  });

  await knex.schema.createTable('waiver_events', table => {
    table.comment('What happened to a waiver; append only');
    table.bigIncrements('seq');
    table
      .string('waiver_id', 36)
      .notNullable()
      .references('id')
      .inTable('waivers')
      .onDelete('CASCADE');
    table.string('at', 30).notNullable();
    table.string('state', 20).notNullable();
    table.string('actor', 255).notNullable();
    table.text('reason').nullable();
    table.index(['waiver_id', 'seq'], 'waiver_events_of_waiver');
  });

  await knex.schema.createTable('outbox', table => {
    table.comment('What is to be told to other systems: a row before effect');
    table.bigIncrements('id');
    table.string('channel', 100).notNullable();
    table.string('subject', 400).notNullable().comment('What it is about');
    table.text('payload').notNullable().comment('JSON');
    table
      .integer('version')
      .notNullable()
      .defaultTo(1)
      .comment('Rises with each change that is to be told');
    table
      .string('external_id', 255)
      .nullable()
      .comment('What the other system calls it');
    table.text('url').nullable();
    table
      .bigInteger('next_attempt_at')
      .nullable()
      .comment('Null = told or given up');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('first_attempt_at').nullable();
    table.string('lease_owner', 36).nullable();
    table.bigInteger('lease_until').notNullable().defaultTo(0);
    table.text('last_error').nullable();
    table.bigInteger('changed_at').notNullable();
    table.unique(['channel', 'subject'], { indexName: 'outbox_once' });
    table.index(['next_attempt_at'], 'outbox_due');
    table.index(['changed_at'], 'outbox_age');
  });

  // What was there before: the configured names of default branches are not known here, the usual ones are.
  await knex('evaluations')
    .whereIn('branch', ['main', 'master'])
    .whereNull('pull_request')
    .update({ on_default: 1 });
  await knex.raw(`
    insert into current_evaluations (entity_ref, evaluation_id, evaluation_seq)
    select entity_ref, id, seq from evaluations where seq in
      (select max(seq) from evaluations where on_default = 1 group by entity_ref)
  `);
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('outbox');
  await knex.schema.dropTable('waiver_events');
  await knex.schema.dropTable('waivers');
  await knex.schema.dropTable('current_evaluations');
  await knex.schema.dropTable('evaluation_parts');
  await knex.schema.alterTable('evaluations', table => {
    table.dropIndex(['entity_ref', 'branch', 'seq'], 'evaluations_of_branch');
    table.dropIndex(
      ['entity_ref', 'on_default', 'seq'],
      'evaluations_of_default',
    );
    table.dropIndex(['pending_until'], 'evaluations_pending');
    table.dropIndex(['thinned', 'created_at'], 'evaluations_age');
  });
  await knex.schema.alterTable('evaluations', table => {
    table.dropColumns(
      'service',
      'on_default',
      'parts',
      'pending_parts',
      'pending_until',
      'updated_at',
      'revision',
      'summary',
      'thinned',
    );
  });
};
