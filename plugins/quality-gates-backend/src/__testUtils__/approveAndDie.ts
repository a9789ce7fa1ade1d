// Approves a waiver and is gone in the worst moment there is: after the database has it and before anybody is told.
// approveAndDie.ts CLIENT CONNECTION(JSON) WAIVER_ID NOW(ISO)
import createKnex from 'knex';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createWaiverFollowUp } from '../outbox/waiverFollowUp';
import { WaiverStore } from '../store/WaiverStore';
import { DefaultWaiverService } from '../waivers/DefaultWaiverService';

const [client, connection, waiverId, time] = process.argv.slice(2);
const now = () => new Date(time);
const knex = createKnex({
  client,
  connection: JSON.parse(connection),
  useNullAsDefault: true,
});

const service = new DefaultWaiverService({
  store: new WaiverStore(knex, createWaiverFollowUp({ now })),
  loadEntity: async () => {
    throw new Error('Nothing is loaded for a decision');
  },
  checksOf: async () => new Set(),
  auth: mockServices.auth(),
  maxDays: 90,
  wake: () => process.kill(process.pid, 'SIGKILL'),
  now,
  newId: () => 'none',
});

service
  .decide(
    waiverId,
    { action: 'approve' },
    { credentials: mockCredentials.user('user:default/haneul') },
  )
  .then(() => process.exit(3))
  .catch(error => {
    console.error(error);
    process.exit(4);
  });
