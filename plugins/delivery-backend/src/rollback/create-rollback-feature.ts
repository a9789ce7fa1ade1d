import {
  AuditorService,
  AuthService,
  HttpAuthService,
  LoggerService,
  PermissionsService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  deliverySignalChannel,
  isTerminal,
  Rollback,
} from '@heal7/backstage-plugin-delivery-common';
import { GithubClient } from '@heal7/github-client';
import { SignalsService } from '@backstage/plugin-signals-node';
import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { ClusterClients } from '../clusters/cluster-client';
import { fillTemplate, ManifestsConfig } from '../config/delivery-config';
import { RolloutEvents } from '../events/rollout-events';
import {
  createFlaggerRouter,
  flaggerAuthPolicy,
} from '../flagger-gates/flagger-router';
import { GateKeeper } from '../flagger-gates/gate-keeper';
import { GateStore } from '../flagger-gates/gate-store';
import { HoldStore } from '../holds/hold-store';
import { GithubContents } from '../manifests/github-contents';
import { GithubManifestsWriter } from '../manifests/github-manifests-writer';
import {
  MessageChannel,
  NotificationChannel,
  SlackChannel,
} from '../notify/channels';
import { Outbox, queueMessages } from '../notify/outbox';
import { DeliveryReader } from '../reader/delivery-reader';
import { ServiceDecorator } from '../service/service-decorator';
import { AuditedRollbackService } from './audited-rollback-service';
import { AuthorizedRollbackService } from './authorized-rollback-service';
import { CommandExecutor } from './command-executor';
import { DefaultRollbackService } from './default-rollback-service';
import { EnvironmentObserver } from './environment-observer';
import { readRollbackConfig } from './read-rollback-config';
import { RepeatingTask } from './repeating-task';
import { createRollbackDecorator } from './rollback-decorator';
import { RollbackPermissions } from './rollback-permissions';
import { createRollbackRouter } from './rollback-router';
import { RollbackService } from './rollback-service';
import { RollbackStore } from './rollback-store';
import { RollbackWorker } from './rollback-worker';

/** What the act half needs from the platform and from the read half. */
export interface RollbackFeatureOptions {
  config: RootConfigService;
  logger: LoggerService;
  /** Of this plugin, migrated. */
  database: Knex;
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  reader: DeliveryReader;
  clusters: ClusterClients;
  rolloutEvents: RolloutEvents;
  /** `delivery.manifests`; absent = rollbacks are refused with that reason. */
  manifests?: ManifestsConfig;
  signals?: SignalsService;
  notifications?: NotificationService;
}

/** The act half of the plugin. */
export interface RollbackFeature {
  /** `/rollbacks`, `/holds` and `/flagger`. */
  router: Router;
  /** To be given to `HttpRouterService.addAuthPolicy`. */
  authPolicies: Array<{ path: string; allow: 'unauthenticated' }>;
  decorator: ServiceDecorator;
  /** Authorised and audited; for actions and other parts of this plugin. */
  service: RollbackService;
  /** Takes up what an earlier process left unfinished. */
  start(): void;
  stop(): Promise<void>;
}

const roundMs = 1000;

export function createRollbackFeature(
  options: RollbackFeatureOptions,
): RollbackFeature {
  const { logger, database, reader, clusters, signals, auditor, manifests } =
    options;
  const config = readRollbackConfig(options.config);
  const now = () => new Date();
  const newId = () => randomUUID();

  const channels: MessageChannel[] = [
    ...(config.slackWebhookUrl
      ? [new SlackChannel(config.slackWebhookUrl)]
      : []),
    ...(options.notifications
      ? [new NotificationChannel(options.notifications)]
      : []),
  ];
  const store = new RollbackStore(
    database,
    queueMessages(channels.map(({ name }) => name)),
  );
  const holds = new HoldStore(database);
  const gates = new GateStore(database);
  const observer = new EnvironmentObserver(clusters);
  const locate =
    manifests &&
    ((place: { service: string; environment: string }) => ({
      path: fillTemplate(manifests.valuesPath, place),
      key: manifests.tagKey,
    }));

  const announce = ({ entityRef }: Rollback) => {
    signals
      ?.publish({
        recipients: { type: 'broadcast' },
        channel: deliverySignalChannel(entityRef),
        message: { entityRef, topic: 'rollback' },
      })
      .catch(error =>
        logger.debug(`No signal for ${entityRef}: ${String(error)}`),
      );
  };
  const auditEnd = async ({
    id,
    entityRef,
    environment,
    state,
    from,
    to,
  }: Rollback) => {
    const event = await auditor.createEvent({
      eventId: 'rollback-finish',
      severityLevel: 'high',
      meta: {
        rollbackId: id,
        entityRef,
        environment,
        state,
        fromTag: from.tag,
        toTag: to.tag,
      },
    });
    await (state === 'failed'
      ? event.fail({ error: new Error('the rollback needs a human') })
      : event.success());
  };

  const worker = new RollbackWorker({
    store,
    reader,
    observer,
    executor: new CommandExecutor({
      clusters,
      manifests:
        manifests &&
        locate &&
        createManifestsWriter(options.config, manifests, locate, now),
      gates,
      holds,
      newId,
      now,
    }),
    policy: config.policy,
    logger,
    now,
    owner: newId(),
    leaseMs: config.leaseSeconds * 1000,
    onChange: rollback => {
      announce(rollback);
      if (isTerminal(rollback.state)) {
        auditEnd(rollback).catch(error =>
          logger.warn(`Audit failed: ${String(error)}`),
        );
      }
    },
  });
  const outbox = new Outbox({
    db: database,
    channels,
    findRollback: async id => (await store.find(id))?.rollback,
    appBaseUrl: config.appBaseUrl,
    logger,
    now,
  });
  const rollbackTask = new RepeatingTask({
    name: 'The rollback worker',
    intervalMs: roundMs,
    logger,
    run: () => worker.runOnce(),
  });
  // A task of its own: a Slack that hangs must not hold a rollback up.
  const outboxTask = new RepeatingTask({
    name: 'The message outbox',
    intervalMs: roundMs,
    logger,
    run: () => outbox.deliver(),
  });

  const permissions = new RollbackPermissions(options.permissions);
  const plain = new DefaultRollbackService({
    store,
    holds,
    reader,
    policy: config.policy,
    ...(locate ? { locateManifests: locate } : {}),
    now,
    newId,
    onChange: rollback => {
      announce(rollback);
      rollbackTask.wake();
      outboxTask.wake();
    },
  });
  const service = new AuditedRollbackService(
    new AuthorizedRollbackService(plain, permissions, holds),
    auditor,
  );

  const router = PromiseRouter();
  router.use(
    createFlaggerRouter({
      keeper: new GateKeeper({
        gates,
        holds,
        rollbacks: store,
        reader,
        observer,
        now,
      }),
      rolloutEvents: options.rolloutEvents,
      tokens: config.webhookTokens,
      auditor,
      logger,
      now,
    }),
  );
  router.use(
    createRollbackRouter({
      service,
      auth: options.auth,
      httpAuth: options.httpAuth,
    }),
  );

  return {
    router,
    authPolicies: [flaggerAuthPolicy],
    decorator: createRollbackDecorator({ service: plain, permissions, logger }),
    service,
    start: () => {
      rollbackTask.start();
      outboxTask.start();
    },
    stop: async () => {
      await Promise.all([rollbackTask.stop(), outboxTask.stop()]);
    },
  };
}

function createManifestsWriter(
  config: RootConfigService,
  manifests: ManifestsConfig,
  locate: (place: { service: string; environment: string }) => {
    path: string;
    key: string;
  },
  now: () => Date,
): GithubManifestsWriter {
  const integrations = ScmIntegrations.fromConfig(config);
  return new GithubManifestsWriter({
    contents: new GithubContents({
      client: new GithubClient({ integrations }),
      repoUrl: manifests.repoUrl,
      branch: manifests.branch,
    }),
    locate,
    now,
  });
}
