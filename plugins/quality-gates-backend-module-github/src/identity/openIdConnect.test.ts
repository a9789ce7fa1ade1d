import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  qualityGatesExtensionPoint,
  type CiIdentity,
} from '@heal7/backstage-plugin-quality-gates-node';
import { startGithub, type TestGithub } from '@heal7/sandbox';
import { Router } from 'express';
import module from '../index';
import { entityOf } from '../testing';

jest.setTimeout(60_000);

/** Stands for the quality gates: tells who came, and what the module says about it. */
function createGates(slug: string) {
  const identities: CiIdentity[] = [];
  return createBackendPlugin({
    pluginId: 'quality-gates',
    register(env) {
      env.registerExtensionPoint(qualityGatesExtensionPoint, {
        addCiIdentity: identity => {
          identities.push(identity);
        },
        addDeployedCommitsSource: () => {},
        addPullRequestSource: () => {},
        addVerdictReporter: () => {},
      });
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          const router = Router();
          router.post('/evaluations', (request, response, next) => {
            httpAuth
              .credentials(request, { allow: ['service'] })
              .then(({ principal }) => {
                const { accessRestrictions, subject } = principal;
                const [judgement] = identities.map(it =>
                  it.judge(subject, entityOf(slug)),
                );
                response.json({ subject, accessRestrictions, judgement });
              })
              .catch(next);
          });
          httpRouter.use(router);
        },
      });
    },
  });
}

describe('tokens of GitHub Actions, from the workflow to the gates', () => {
  let server: TestGithub;
  const stops: Array<() => Promise<unknown>> = [];
  beforeEach(async () => {
    server = await startGithub();
    stops.push(() => server.stop());
  });
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop();
  });

  const tokenOf = async (audience: string) => {
    const { actions, oidc, repositories } = server.github.context;
    const headSha = await server.github.createRepository({
      owner: 'heal7',
      name: 'demo',
      files: { 'README.md': '# demo\n' },
      message: 'Start',
      author: { name: 'Minji Kim', email: 'minji@heal7.com' },
    });
    const repository = repositories.get('heal7', 'demo');
    const run = actions.create(repository, {
      name: 'CI',
      workflowPath: '.github/workflows/ci.yaml',
      event: 'push',
      headBranch: 'main',
      headSha,
      actor: 'minji',
      displayTitle: 'Start',
      jobs: [],
    });
    actions.update(run, () => {
      run.status = 'in_progress';
    });
    const { token, url } = oidc.requestFor(repository, run);
    const answer = await fetch(`${url}&audience=${audience}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { value } = await answer.json();
    return String(value);
  };

  const push = async (slug: string, token: string) => {
    const backend = await startTestBackend({
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        createGates(slug),
        module,
        mockServices.rootConfig.factory({
          data: {
            integrations: {
              github: [
                {
                  host: new URL(server.url).host,
                  apiBaseUrl: `${server.url}/api/v3`,
                },
              ],
            },
            backend: {
              auth: {
                externalAccess: [
                  {
                    type: 'jwks',
                    options: {
                      url: `${server.url}/_oidc/.well-known/jwks`,
                      issuer: `${server.url}/_oidc`,
                      algorithm: 'RS256',
                      audience: 'heal7-portal',
                      subjectPrefix: 'github-actions',
                    },
                    accessRestrictions: [
                      {
                        plugin: 'quality-gates',
                        permission: 'quality-gates.evaluation.create',
                      },
                    ],
                  },
                ],
              },
            },
          },
        }),
      ],
    });
    stops.push(() => backend.stop());
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/quality-gates/evaluations`,
      { method: 'POST', headers: { authorization: `Bearer ${token}` } },
    );
    return { status: response.status, body: await response.json() };
  };

  it('lets a run push for its own repository', async () => {
    expect(await push('heal7/demo', await tokenOf('heal7-portal'))).toEqual({
      status: 200,
      body: {
        subject: expect.stringMatching(
          /^external:github-actions:repo:heal7@\d+\/demo@\d+:ref:refs\/heads\/main$/,
        ),
        accessRestrictions: {
          permissionNames: ['quality-gates.evaluation.create'],
        },
        judgement: { allowed: true },
      },
    });
  });

  it('does not let it push for another', async () => {
    const { body } = await push('heal7/other', await tokenOf('heal7-portal'));
    expect(body.judgement).toEqual({
      allowed: false,
      reason:
        'The token speaks for the repository heal7/demo, but component:default/demo belongs to heal7/other.',
    });
  });

  it('believes no token that was made for somebody else', async () => {
    const { status } = await push(
      'heal7/demo',
      await tokenOf('sts.amazonaws.com'),
    );
    expect(status).toBe(401);
  });
});
