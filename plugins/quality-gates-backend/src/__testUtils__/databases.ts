import type { Knex } from 'knex';
import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { openDatabase } from '../store/openDatabase';

const ids: TestDatabaseId[] = process.env
  .BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING
  ? ['SQLITE_3', 'POSTGRES_18']
  : ['SQLITE_3'];

/** PostgreSQL only where the environment names one: it is no part of a bare machine. Call it while tests are described. */
export function testDatabases(): {
  ids: TestDatabaseId[];
  open(id: TestDatabaseId): Promise<Knex>;
} {
  const databases = TestDatabases.create({ ids });
  return {
    ids,
    open: async id => {
      const knex = await databases.init(id);
      return openDatabase(
        mockServices.database.mock({ getClient: async () => knex }),
      );
    },
  };
}
