import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { readServiceDefaults } from '../service-defaults';
import { createServiceCheckAction } from './service-check';

const config = new ConfigReader({
  backend: { baseUrl: 'http://localhost:7007' },
  delivery: {
    manifests: { repoUrl: 'http://localhost:7101/heal7/k8s-manifests' },
    flagger: { webhookTokens: ['opens-the-gates'] },
  },
  integrations: {
    github: [
      {
        host: 'localhost:7101',
        apiBaseUrl: 'http://localhost:7101/api/v3',
        token: 'secret',
      },
    ],
  },
});

const team = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team-saju' },
  spec: { type: 'team', children: [] },
};
const component = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'taken' },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-saju' },
};

async function check(
  input: { name: string; owner: string },
  githubStatus: number | Error = 404,
) {
  const requests: Array<{ url: string; authorization: string | null }> = [];
  const action = createServiceCheckAction({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [team, component] }),
    integrations: ScmIntegrations.fromConfig(config),
    defaults: readServiceDefaults(config),
    fetch: async (url, init) => {
      requests.push({
        url: String(url),
        authorization: new Headers(init?.headers).get('authorization'),
      });
      if (githubStatus instanceof Error) throw githubStatus;
      return new Response('{}', { status: githubStatus, statusText: 'Answer' });
    },
  });
  const context = createMockActionContext({ input });
  await action.handler(context);
  const output = Object.fromEntries(
    jest
      .mocked(context.output)
      .mock.calls.map(([name, value]) => [name, value]),
  );
  return { output, requests };
}

describe('heal7:service:check', () => {
  it('tells where a free name will live', async () => {
    const { output, requests } = await check({
      name: 'new-service',
      owner: 'team-saju',
    });
    expect(requests).toEqual([
      {
        url: 'http://localhost:7101/api/v3/repos/heal7/new-service',
        authorization: 'Bearer secret',
      },
    ]);
    expect(output).toMatchObject({
      repoUrl: 'localhost:7101?owner=heal7&repo=new-service',
      repositoryUrl: 'http://localhost:7101/heal7/new-service',
      manifestsRepoUrl: 'localhost:7101?owner=heal7&repo=k8s-manifests',
      manifestsGitUrl: 'http://localhost:7101/heal7/k8s-manifests.git',
      owner: 'group:default/team-saju',
      imageRepository:
        '123456789012.dkr.ecr.ap-northeast-2.amazonaws.com/heal7/new-service',
      gatesToken: 'opens-the-gates',
    });
  });

  it.each([
    [
      { name: 'new-service', owner: 'group:default/nobody' },
      404,
      /not in the catalog/,
    ],
    [{ name: 'taken', owner: 'team-saju' }, 404, /component "taken" already/],
    [
      { name: 'new-service', owner: 'team-saju' },
      200,
      /repository .* exists already/,
    ],
    [
      { name: 'new-service', owner: 'team-saju' },
      503,
      /did not say whether.*503/,
    ],
  ])('refuses %j when GitHub answers %s', async (input, status, message) => {
    await expect(check(input, status)).rejects.toThrow(message);
  });
});
