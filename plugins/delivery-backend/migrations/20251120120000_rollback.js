// @ts-check

/**
 * Rollbacks with their events, the versions on hold, the rollback gates opened for Flagger, and the messages that are
 * still to be delivered. Times that are compared are milliseconds since the epoch, times that are shown ISO texts.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('rollbacks', table => {
    table.comment('One row per rollback; never deleted');
    table.string('id', 64).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 100).notNullable();
    table.string('cluster', 255).nullable();
    table.string('namespace', 255).notNullable();
    table
      .string('service', 255)
      .notNullable()
      .comment('Kubernetes name of the service');
    table.string('state', 32).notNullable();
    table.string('strategy', 32).notNullable();
    table.string('from_tag', 255).notNullable();
    table.string('to_tag', 255).notNullable();
    table.text('from_version').notNullable();
    table.text('to_version').notNullable();
    table.text('reason').notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 32).notNullable();
    table.string('updated_at', 32).notNullable();
    table.string('finished_at', 32).nullable();
    table.string('idempotency_key', 255).notNullable();
    table
      .string('active_key', 400)
      .nullable()
      .comment(
        'entity and environment while active, null afterwards: unique = one at a time',
      );
    table.text('plan').notNullable();
    table.text('steps').notNullable();
    table.text('progress').notNullable();
    table.text('outcome').nullable();
    table
      .string('pending_command', 32)
      .nullable()
      .comment('Written before the effect');
    table.integer('attempts').notNullable().defaultTo(0);
    table.bigInteger('next_attempt_at').notNullable().defaultTo(0);
    table.string('lease_owner', 64).nullable();
    table.bigInteger('lease_until').notNullable().defaultTo(0);
    table.integer('fence').notNullable().defaultTo(0);
    table.unique(['idempotency_key'], {
      indexName: 'rollbacks_idempotency_key_uniq',
    });
    table.unique(['active_key'], { indexName: 'rollbacks_active_key_uniq' });
    table.index(
      ['entity_ref', 'environment', 'requested_at'],
      'rollbacks_entity_idx',
    );
    table.index(['state', 'next_attempt_at'], 'rollbacks_due_idx');
  });

  await knex.schema.createTable('rollback_events', table => {
    table.comment('What happened in a rollback; append only');
    table.bigIncrements('id');
    table
      .string('rollback_id', 64)
      .notNullable()
      .references('id')
      .inTable('rollbacks')
      .onDelete('CASCADE');
    table.string('at', 32).notNullable();
    table.string('state', 32).notNullable();
    table.string('actor', 255).nullable();
    table.text('message').notNullable();
    table.index(['rollback_id', 'id'], 'rollback_events_rollback_idx');
  });

  await knex.schema.createTable('rollback_holds', table => {
    table.comment(
      'Versions that must not come back to an environment until lifted',
    );
    table.string('id', 64).primary();
    table.string('entity_ref', 255).notNullable();
    table.string('environment', 100).notNullable();
    table.string('cluster', 255).nullable();
    table.string('namespace', 255).notNullable();
    table.string('service', 255).notNullable();
    table.string('tag', 255).notNullable();
    table.text('version').notNullable();
    table.text('reason').notNullable();
    table.string('created_at', 32).notNullable();
    table.string('created_by', 255).notNullable();
    table.string('rollback_id', 64).nullable();
    table.string('lifted_at', 32).nullable();
    table.string('lifted_by', 255).nullable();
    table.string('active_key', 700).nullable();
    table.unique(['active_key'], {
      indexName: 'rollback_holds_active_key_uniq',
    });
    table.index(['entity_ref', 'environment'], 'rollback_holds_entity_idx');
    table.index(['namespace', 'service'], 'rollback_holds_place_idx');
  });

  await knex.schema.createTable('rollback_gate_openings', table => {
    table.comment(
      'Rollback gates opened for Flagger; valid while their rollback is mitigating',
    );
    table
      .string('rollback_id', 64)
      .primary()
      .references('id')
      .inTable('rollbacks')
      .onDelete('CASCADE');
    table.string('cluster', 255).nullable();
    table.string('namespace', 255).notNullable();
    table.string('name', 255).notNullable();
    table
      .string('checksum', 255)
      .nullable()
      .comment(
        'Of the Flagger run it is for; bound by the first question about the right version',
      );
    table.string('opened_at', 32).notNullable();
    table.string('answered_at', 32).nullable();
    table.index(['namespace', 'name'], 'rollback_gate_openings_place_idx');
  });

  await knex.schema.createTable('rollback_messages', table => {
    table.comment('Messages to people about a rollback; kept after delivery');
    table.bigIncrements('id');
    table
      .string('rollback_id', 64)
      .notNullable()
      .references('id')
      .inTable('rollbacks')
      .onDelete('CASCADE');
    table
      .string('state', 32)
      .notNullable()
      .comment('The state of the rollback it tells');
    table.string('channel', 32).notNullable();
    table.string('created_at', 32).notNullable();
    table.string('sent_at', 32).nullable();
    table.integer('attempts').notNullable().defaultTo(0);
    table
      .bigInteger('next_attempt_at')
      .nullable()
      .comment('Null = delivered or given up');
    table.text('last_error').nullable();
    table.unique(['rollback_id', 'state', 'channel'], {
      indexName: 'rollback_messages_once_uniq',
    });
    table.index(['next_attempt_at'], 'rollback_messages_due_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('rollback_messages');
  await knex.schema.dropTable('rollback_gate_openings');
  await knex.schema.dropTable('rollback_holds');
  await knex.schema.dropTable('rollback_events');
  await knex.schema.dropTable('rollbacks');
};
