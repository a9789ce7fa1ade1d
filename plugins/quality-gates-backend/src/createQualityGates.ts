import type { Knex } from 'knex';
import type {
  AuditorService,
  AuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { createAnnouncer } from './announce/createAnnouncer';
import { createEventPublisher } from './announce/createEventPublisher';
import type { QualityGatesConfig } from './config/readQualityGatesConfig';
import type { Connections } from './Connections';
import { CurrentFleet } from './fleet/CurrentFleet';
import { FleetReader } from './fleet/FleetReader';
import { ReadableServices } from './fleet/ReadableServices';
import { refreshOwners } from './fleet/refreshOwners';
import { createOwnerHandler } from './outbox/createOwnerHandler';
import { createReportHandler } from './outbox/createReportHandler';
import { createWaiverHandler } from './outbox/createWaiverHandler';
import { createFollowUp, reportChannel } from './outbox/followUp';
import { Outbox, type OutboxHandler } from './outbox/Outbox';
import { createWaiverFollowUp, waiverChannel } from './outbox/waiverFollowUp';
import { AuthorizedQualityReader } from './quality/AuthorizedQualityReader';
import { PullRequestLane } from './quality/PullRequestLane';
import { QualityReader } from './quality/QualityReader';
import { AuditedEvaluationService } from './service/AuditedEvaluationService';
import { AuthorizedEvaluationService } from './service/AuthorizedEvaluationService';
import { CiGuard } from './service/CiGuard';
import { DefaultEvaluationService } from './service/DefaultEvaluationService';
import { createEntityLoader } from './service/EntityLoader';
import { EntityPermissions } from './service/EntityPermissions';
import { EvaluationReader } from './service/EvaluationReader';
import { DatabaseEvaluationStore } from './store/DatabaseEvaluationStore';
import { FleetStore } from './store/FleetStore';
import { OutboxStore } from './store/OutboxStore';
import { RetentionStore } from './store/RetentionStore';
import { ownerChannel } from './store/turnColour';
import { WaiverStore } from './store/WaiverStore';
import { applyRetention } from './tasks/applyRetention';
import type { Tasks } from './tasks/scheduleTasks';
import { AuditedWaiverService } from './waivers/AuditedWaiverService';
import { AuthorizedWaiverService } from './waivers/AuthorizedWaiverService';
import { checksOfEntity } from './waivers/checksOfEntity';
import { DefaultWaiverService } from './waivers/DefaultWaiverService';

const minuteMs = 60_000;
/** So many are dealt with before it is asked for more. */
const atOnce = 100;

export interface QualityGatesDependencies {
  knex: Knex;
  config: QualityGatesConfig;
  connections: Connections;
  /** Address of the portal, for links. */
  appBaseUrl: string;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  signals: SignalsService;
  now(): Date;
  newId(): string;
}

/** Puts the parts together: stores → readers → services with their decorators → tasks. */
export function createQualityGates(deps: QualityGatesDependencies) {
  const { auth, auditor, config, connections, knex, logger, now, newId } = deps;
  const followUp = createFollowUp({
    reporterIds: connections.reporters.map(({ id }) => id),
    now,
  });
  const store = new DatabaseEvaluationStore(knex, followUp);
  const waiverStore = new WaiverStore(knex, createWaiverFollowUp({ now }));
  const fleetStore = new FleetStore(knex);
  const fleet = new CurrentFleet({
    store: fleetStore,
    waivers: waiverStore,
    gates: config.gates,
    now,
  });
  const reader = new EvaluationReader(waiverStore, now);
  const loadEntity = createEntityLoader(deps.catalog, auth);
  const permissions = new EntityPermissions(deps.permissions);
  const announcer = createAnnouncer(deps.signals, logger);
  const publish = createEventPublisher(deps.events, logger);

  const handlers = new Map<string, OutboxHandler>([
    [
      ownerChannel,
      createOwnerHandler({ notifications: deps.notifications, store, reader }),
    ],
    [
      waiverChannel,
      createWaiverHandler({
        knex,
        waivers: waiverStore,
        store,
        reader,
        followUp,
        signal: announcer.waiver,
        publish,
      }),
    ],
    ...connections.reporters.map((reporter): [string, OutboxHandler] => [
      reportChannel(reporter.id),
      createReportHandler({
        reporter,
        store,
        reader,
        loadEntity,
        appBaseUrl: deps.appBaseUrl,
      }),
    ]),
  ]);
  const outbox = new Outbox({
    store: new OutboxStore(knex),
    handlers,
    logger,
    now,
    newId,
  });

  const evaluations = new DefaultEvaluationService({
    store,
    reader,
    loadEntity,
    gates: config.gates,
    frontendTypes: config.frontendTypes,
    defaultBranches: config.defaultBranches,
    pendingMs: config.pendingMinutes * minuteMs,
    announce: async evaluation => {
      fleet.touch();
      await Promise.all([
        announcer.evaluation(evaluation),
        publish(evaluation),
      ]);
      outbox.wake();
    },
    now,
    newId,
  });
  const waivers = new DefaultWaiverService({
    store: waiverStore,
    loadEntity,
    checksOf: checksOfEntity({ ...config, store, loadEntity }),
    auth,
    maxDays: config.waivers.maxDays,
    wake: () => {
      fleet.touch();
      outbox.wake();
    },
    now,
    newId,
  });
  const quality = new QualityReader({
    store,
    waivers: waiverStore,
    reader,
    loadEntity,
    pullRequests: new PullRequestLane({
      sources: connections.pullRequests,
      now,
    }),
    deployments: connections.deployedCommits,
    now,
  });

  const tasks: Tasks = {
    settlePending: async signal => {
      while (
        !signal.aborted &&
        (await evaluations.settleOverdue(atOnce)) === atOnce
      );
    },
    tellOthers: async signal => {
      while (
        !signal.aborted &&
        (await waiverStore.endLapsed(now(), atOnce)) === atOnce
      );
      await outbox.deliver();
    },
    applyRetention: signal =>
      applyRetention({
        store: new RetentionStore(knex),
        retention: config.retention,
        now,
        signal,
      }),
    refreshOwners: signal =>
      refreshOwners({
        store: fleetStore,
        catalog: deps.catalog,
        auth,
        now,
        signal,
      }),
  };
  return {
    evaluations: new AuditedEvaluationService(
      new AuthorizedEvaluationService(evaluations, {
        permissions,
        auth,
        ci: new CiGuard(connections.ciIdentities),
        loadEntity,
      }),
      auditor,
    ),
    waivers: new AuditedWaiverService(
      new AuthorizedWaiverService(waivers, permissions),
      auditor,
    ),
    quality: new AuthorizedQualityReader(quality, permissions, auth),
    fleet: new FleetReader({
      fleet,
      readable: new ReadableServices(permissions, now),
      gates: config.gates,
    }),
    tasks,
  };
}
