// @ts-check

/**
 * Every released version of every template is kept: an update needs the old one to tell the team's work from the
 * template's. Of each service there is one current row.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('template_versions', table => {
    table.bigIncrements('seq').comment('Order in which versions were seen');
    table.string('template_ref', 255).notNullable();
    table.string('version', 50).notNullable();
    table.string('digest', 64).notNullable().comment('SHA-256 of the content');
    table
      .text('content', 'longtext')
      .notNullable()
      .comment('JSON: entity and files, gzipped, base64');
    table.string('created_at', 30).notNullable().comment('ISO date in UTC');
    table.unique(['template_ref', 'version'], {
      indexName: 'template_versions_once',
    });
  });
  await knex.schema.createTable('services', table => {
    table.string('entity_ref', 255).primary();
    table.string('owner', 255).nullable();
    table.string('template_ref', 255).notNullable();
    table.string('version', 50).nullable();
    table.text('problem').nullable();
    table
      .text('pull_requests')
      .notNullable()
      .comment('JSON: the open ones, with the commit the portal wrote last');
    table.string('checked_at', 30).notNullable().comment('ISO date in UTC');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('services');
  await knex.schema.dropTable('template_versions');
};
