import { TestDatabases, mockServices } from '@backstage/backend-test-utils';
import { openDatabase } from '../store/database';
import { LeaseStore } from '../store/lease-store';
import { LeaderElection } from './leader-election';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

it('one of two replicas leads; when it stops the other takes over with a higher token', async () => {
  const knex = await databases.init('SQLITE_3');
  const leases = new LeaseStore(
    await openDatabase(mockServices.database({ knex })),
  );
  const log: string[] = [];
  let changed = () => {};
  const note = (line: string) => {
    log.push(line);
    changed();
  };
  const seen = (count: number) =>
    new Promise<void>(resolve => {
      changed = () => log.length >= count && resolve();
      changed();
    });
  const replica = (holder: string) =>
    new LeaderElection({
      leases,
      holder,
      ttlMs: 300,
      clock: () => new Date(),
      logger: mockServices.logger.mock(),
      lead: async (token, signal) => {
        note(`${holder} leads ${token}`);
        await new Promise<void>(resolve =>
          signal.addEventListener('abort', () => resolve()),
        );
        note(`${holder} stops`);
      },
    });
  const one = replica('one');
  const runningOne = one.run();
  await seen(1);
  const two = replica('two');
  const runningTwo = two.run();
  one.stop();
  await runningOne;
  await seen(3);
  two.stop();
  await runningTwo;
  expect(log).toEqual(['one leads 1', 'one stops', 'two leads 2', 'two stops']);
});
