import type { Knex } from 'knex';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';

/** The plugin's database, brought to its newest form. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@heal7/backstage-plugin-template-updates-backend',
        'migrations',
      ),
    });
  }
  return knex;
}
