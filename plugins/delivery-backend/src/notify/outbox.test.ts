import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import express from 'express';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { createTestAct, migrate } from '../rollback/__testUtils__/test-act';
import { TestGithub } from '../rollback/__testUtils__/test-github';
import { TestWorld } from '../rollback/__testUtils__/test-world';
import { SlackChannel } from './channels';
import { Outbox } from './outbox';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const github = new TestGithub();
const slack = { status: 200, bodies: [] as Array<Record<string, unknown>> };
const app = express().use(express.json(), (request, response) => {
  slack.bodies.push(request.body);
  response.status(slack.status).send('ok');
});
const server = createServer(app);
beforeAll(async () => {
  await github.start();
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve));
});
afterAll(async () => {
  await github.stop();
  await new Promise(resolve => server.close(resolve));
});
beforeEach(() => {
  slack.status = 200;
  slack.bodies.length = 0;
});

describe.each(databases.eachSupportedId())('outbox on %s', databaseId => {
  const begin = async () => {
    const db = await databases.init(databaseId);
    await migrate(db);
    const world = new TestWorld(github);
    const act = createTestAct(db, world);
    const { port } = server.address() as AddressInfo;
    const logger = mockServices.logger.mock();
    const outbox = new Outbox({
      db,
      channels: [new SlackChannel(`http://localhost:${port}/services/secret`)],
      findRollback: async id => (await act.store.find(id))?.rollback,
      appBaseUrl: 'https://portal.example.org/',
      logger,
      now: world.now,
    });
    return { ...act, db, world, outbox, logger };
  };

  it('tells the start and the end, each once, in its colour', async () => {
    const act = await begin();
    const { id } = await act.request();
    await Promise.all([act.outbox.deliver(), act.outbox.deliver()]);
    await act.finish(id, [act.worker('a')]);
    await act.outbox.deliver();
    await act.outbox.deliver();
    expect(slack.bodies).toEqual([
      expect.objectContaining({ text: 'Rollback of pay in prod started' }),
      {
        text: 'Rollback of pay in prod succeeded',
        attachments: [
          expect.objectContaining({
            color: '#2eb67d',
            text: 'Production runs 1.41.3 again, seen on its pods',
            title_link: `https://portal.example.org/catalog/default/component/pay/ci-cd?rollback=${id}`,
          }),
        ],
      },
    ]);
  });

  it('tries again when Slack is down, gives up in the end, and never tells the secret address', async () => {
    const act = await begin();
    slack.status = 500;
    await act.request();
    for (let round = 0; round < 20; round += 1) {
      await act.outbox.deliver();
      act.world.pass(601);
    }
    expect(slack.bodies).toHaveLength(8);
    expect(
      await act.db('rollback_messages').select('next_attempt_at', 'last_error'),
    ).toEqual([{ next_attempt_at: null, last_error: 'Slack answered 500' }]);
    expect(JSON.stringify(act.logger.warn.mock.calls)).not.toContain('secret');
  });
});
