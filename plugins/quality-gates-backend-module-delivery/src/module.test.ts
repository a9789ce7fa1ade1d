import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createBackendPlugin,
  coreServices,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { DeliveryClient } from '@heal7/backstage-plugin-delivery-common';
import {
  qualityGatesExtensionPoint,
  type DeployedCommitsSource,
  type QualityGatesExtensionPoint,
} from '@heal7/backstage-plugin-quality-gates-node';
import { Router } from 'express';
import { DeliveryDeployedCommits } from './DeliveryDeployedCommits';
import module from './index';

const credentials = mockCredentials.user('user:default/minji');
const prod = {
  name: 'prod',
  tier: 'production',
  running: { tag: '1.0.7-a1b2c3d', label: '1.0.7', commit: 'a1b2c3d' },
};

describe('module delivery of the quality gates', () => {
  let source: DeployedCommitsSource;
  let stop: () => Promise<void>;
  const callers: string[] = [];

  beforeAll(async () => {
    const gates: jest.Mocked<QualityGatesExtensionPoint> = {
      addCiIdentity: jest.fn(),
      addDeployedCommitsSource: jest.fn<void, [DeployedCommitsSource]>(),
      addPullRequestSource: jest.fn(),
      addVerdictReporter: jest.fn(),
    };
    /** Answers as the delivery backend does, and tells who asked. */
    const delivery = createBackendPlugin({
      pluginId: 'delivery',
      register(env) {
        env.registerInit({
          deps: {
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
          },
          async init({ httpAuth, httpRouter }) {
            const router = Router();
            router.get(
              '/services/component/default/:name',
              (req, res, next) => {
                const answer = async () => {
                  const { principal } = await httpAuth.credentials(req, {
                    allow: ['user'],
                  });
                  callers.push(principal.userEntityRef);
                  const { name } = req.params;
                  if (name === 'demo') res.json({ environments: [prod] });
                  else res.status(name === 'none' ? 404 : 500).json({});
                };
                answer().catch(next);
              },
            );
            httpRouter.use(router);
          },
        });
      },
    });
    const backend = await startTestBackend({
      extensionPoints: [[qualityGatesExtensionPoint, gates]],
      features: [module, delivery],
    });
    stop = () => backend.stop();
    [[source]] = gates.addDeployedCommitsSource.mock.calls;
  });
  afterAll(() => stop());

  it('asks delivery in the name of the caller', async () => {
    expect(
      await source.list('component:default/demo', { credentials }),
    ).toEqual([
      {
        environment: 'prod',
        tier: 'production',
        commit: 'a1b2c3d',
        version: '1.0.7',
      },
    ]);
    expect(callers).toEqual(['user:default/minji']);
  });

  it('knows that a service is not deployed', async () => {
    expect(
      await source.list('component:default/none', { credentials }),
    ).toEqual([]);
  });

  it('rejects when delivery cannot answer', async () => {
    await expect(
      source.list('component:default/broken', { credentials }),
    ).rejects.toThrow(/500/);
  });

  it('does not wait for ever', async () => {
    const silent = createServer(() => {});
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const slow = new DeliveryDeployedCommits({
      api: new DeliveryClient({
        discoveryApi: { getBaseUrl: async () => `http://127.0.0.1:${port}` },
        fetchApi: { fetch },
      }),
      auth: { getPluginRequestToken: async () => ({ token: 'x' }) },
      timeoutMs: 50,
    });
    await expect(
      slow.list('component:default/demo', { credentials }),
    ).rejects.toThrow('Delivery did not answer within 0.05 s');
    silent.closeAllConnections();
    await new Promise(resolve => silent.close(resolve));
  });
});
