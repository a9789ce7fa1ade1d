import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { openDatabase } from '../store/openDatabase';

/** PostgreSQL where the environment names one, SQLite always. Call it while tests are described. */
export function testDatabases() {
  const ids: TestDatabaseId[] = ['SQLITE_3'];
  if (process.env.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING) {
    ids.push('POSTGRES_18');
  }
  const databases = TestDatabases.create({ ids });
  const open = async (id: TestDatabaseId) => {
    const getClient = () => databases.init(id);
    return openDatabase(mockServices.database.mock({ getClient }));
  };
  return { ids, open };
}
