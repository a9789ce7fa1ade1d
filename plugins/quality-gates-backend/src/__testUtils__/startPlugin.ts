import request from 'supertest';
import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
  type Permission,
} from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  qualityGatesExtensionPoint,
  type QualityGatesExtensionPoint,
} from '@heal7/backstage-plugin-quality-gates-node';
import plugin from '../index';

export function component(name: string, type: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/source-location': `url:https://github.com/heal7/${name}/tree/main/`,
      },
    },
    spec: { type, owner: 'team-saju', lifecycle: 'production' },
  };
}

/** The header of a service, e.g. `ci` for a static token. */
export function serviceHeader(subject: string): string {
  return mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'quality-gates',
  });
}

/** The plugin in a backend, with what surrounds it replaced by recorders. */
export async function startPlugin(
  options: {
    /** Names of permissions that are refused. */
    denied?: readonly string[];
    qualityGates?: object;
    connect?(connections: QualityGatesExtensionPoint): void;
  } = {},
) {
  const publish = jest.fn(async () => {});
  const publishEvent = jest.fn(async () => {});
  const notify = jest.fn(async () => {});
  const auditor = mockServices.auditor.mock();
  const success = jest.fn(async () => {});
  const fail = jest.fn(async () => {});
  auditor.createEvent.mockImplementation(async () => ({ success, fail }));
  const actions = actionsRegistryServiceMock();
  const decide = async (
    requests: { permission: Permission }[],
  ): Promise<DefinitivePolicyDecision[]> =>
    requests.map(({ permission }) => ({
      result: options.denied?.includes(permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
    }));
  const permissions = mockServices.permissions.mock({
    authorize: decide,
    authorizeConditional: decide,
  });
  const scheduler = mockServices.scheduler.mock();
  const backend = await startTestBackend({
    features: [
      plugin,
      permissions.factory,
      auditor.factory,
      scheduler.factory,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example/' },
          ...(options.qualityGates
            ? { qualityGates: options.qualityGates }
            : {}),
        },
      }),
      catalogServiceMock.factory({
        entities: [
          component('saju-calculator', 'service'),
          component('heal7-frontend', 'website'),
        ],
      }),
      createServiceFactory({
        service: actionsRegistryServiceRef,
        deps: {},
        factory: () => actions,
      }),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: notify }),
      }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => ({ publish: publishEvent, subscribe: async () => {} }),
      }),
      createBackendModule({
        pluginId: 'quality-gates',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { connections: qualityGatesExtensionPoint },
            init: async ({ connections }) => options.connect?.(connections),
          });
        },
      }),
    ],
  });
  const asService = serviceHeader('ci');
  const post = (
    body: object | string,
    path = '/evaluations',
    authorization = asService,
  ) =>
    request(backend.server)
      .post(`/api/quality-gates${path}`)
      .set('Authorization', authorization)
      .set('Content-Type', 'application/json')
      .send(body);
  const get = (path: string, authorization = mockCredentials.user.header()) =>
    request(backend.server)
      .get(`/api/quality-gates${path}`)
      .set('Authorization', authorization);
  /** Runs a scheduled task now. */
  const runTask = async (id: string) => {
    const [task] =
      scheduler.scheduleTask.mock.calls.find(
        ([it]) => it.id === `quality-gates:${id}`,
      ) ?? [];
    if (!task) throw new Error(`There is no task ${id}`);
    await task.fn(new AbortController().signal);
  };
  return {
    stop: () => backend.stop(),
    server: backend.server,
    actions,
    auditor,
    scheduler,
    post,
    get,
    runTask,
    publish,
    publishEvent,
    notify,
    success,
    fail,
  };
}

/** `startPlugin` for a group of tests; stops after each what it started. Call it while tests are described. */
export function pluginStarter(): typeof startPlugin {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });
  return async options => {
    const started = await startPlugin(options);
    stops.push(started.stop);
    return started;
  };
}
