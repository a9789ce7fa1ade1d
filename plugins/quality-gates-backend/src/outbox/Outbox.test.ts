import { mockServices } from '@backstage/backend-test-utils';
import { at, start } from '../__testUtils__/parts';
import { testDatabases } from '../__testUtils__/databases';
import { enqueue, OutboxStore } from '../store/OutboxStore';
import { nextAttemptAfter, Outbox, type OutboxHandler } from './Outbox';

jest.setTimeout(60_000);

const databases = testDatabases();
const minute = 60_000;

describe('the outbox', () => {
  async function setup(handler: OutboxHandler) {
    const knex = await databases.open('SQLITE_3');
    let now = start;
    let id = 0;
    const logger = mockServices.logger.mock();
    const outbox = new Outbox({
      store: new OutboxStore(knex),
      handlers: new Map([['x', handler]]),
      logger,
      now: () => now,
      newId: () => `owner-${(id += 1)}`,
    });
    return {
      outbox,
      logger,
      put: (subject: string, channel = 'x') =>
        enqueue(knex, { channel, subject, payload: {}, now }),
      setTime: (time: Date) => {
        now = time;
      },
    };
  }

  it('tells everything that is due, each once', async () => {
    const handler = jest.fn(async () => ({ externalId: '1' }));
    const { outbox, put } = await setup(handler);
    await put('a');
    await put('b');
    await put('c', 'a module that was removed');
    await Promise.all([outbox.deliver(), outbox.deliver(), outbox.deliver()]);
    expect(handler).toHaveBeenCalledTimes(2);
  });

  it('waits twice as long after each failure and gives up after a day', async () => {
    const handler = jest.fn(async () => {
      throw new Error('GitHub answered 502');
    });
    const { logger, outbox, put, setTime } = await setup(handler);
    await put('a');
    for (let time = 0; time <= 26 * 60; time += 1) {
      setTime(at(time));
      await outbox.deliver();
    }
    // At 0, 1, 2, 4, 8, 16, 32, 64 and then every 60 minutes.
    expect(handler.mock.calls.length).toBeGreaterThan(20);
    expect(handler.mock.calls.length).toBeLessThan(40);
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      'x of a was given up after a day: GitHub answered 502',
    );
    handler.mockClear();
    await put('a');
    await outbox.deliver();
    expect(handler).toHaveBeenCalledTimes(1);
  });

  it.each([
    [0, 0, 0.5],
    [1, 1, 1],
    [4, 10, 8],
    [20, 600, 60],
  ])(
    'after %i attempts in %i minutes waits %d minutes',
    (attempts, passed, delay) => {
      const now = at(passed);
      expect(
        nextAttemptAfter({ attempts, firstAttemptAt: start.getTime() }, now),
      ).toBe(now.getTime() + delay * minute);
    },
  );
});
