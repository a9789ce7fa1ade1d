import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { VerdictReporter } from '@heal7/backstage-plugin-quality-gates-node';
import { readQualityGatesConfig } from '../config/readQualityGatesConfig';
import { Connections } from '../Connections';
import { createQualityGates } from '../createQualityGates';
import { component } from './startPlugin';

/** The gates over a database, as one replica has them, with a reporter to source control. */
export function createParts(options: {
  knex: Knex;
  report: VerdictReporter['report'];
  notify?: NotificationService['send'];
  now(): Date;
}) {
  const { knex, notify = async () => {}, now, report } = options;
  const connections = new Connections();
  connections.addVerdictReporter({ id: 'test', report });
  return createQualityGates({
    knex,
    config: readQualityGatesConfig(mockServices.rootConfig()),
    connections,
    appBaseUrl: 'https://portal.example',
    auditor: mockServices.auditor.mock(),
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [component('saju-calculator', 'service')],
    }),
    events: mockServices.events.mock(),
    logger: mockServices.logger.mock(),
    notifications: { send: notify },
    permissions: mockServices.permissions.mock(),
    signals: { publish: async () => {} },
    now,
    newId: randomUUID,
  });
}
