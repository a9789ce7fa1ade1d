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

const release = (name: string, digit: string) => ({
  name,
  commit: { sha: digit.repeat(40) },
});
const releases = [
  release('v1.9.0', 'a'),
  release('v1.10.0', 'b'),
  release('v2.0.0-rc', 'c'),
  { name: 'v9.0.0', commit: { sha: 'short' } },
];

async function check(
  input: { name: string; owner: string },
  githubStatus: number | Error = 404,
  tags: object[] = releases,
  isDryRun = false,
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
      if (String(url).includes('/workflows/tags')) return Response.json(tags);
      return new Response('{}', { status: githubStatus, statusText: 'Answer' });
    },
  });
  const context = createMockActionContext({ input });
  await action.handler({ ...context, isDryRun });
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
      {
        url: 'http://localhost:7101/api/v3/repos/heal7/workflows/tags?per_page=100',
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
      workflowsRepository: 'heal7/workflows',
      workflowsVersion: 'v1.10.0',
      workflowsRef: 'b'.repeat(40),
    });
  });

  it('takes a name that is in use in a dry run, which renders a service again for its update', async () => {
    const { output } = await check(
      { name: 'taken', owner: 'team-saju' },
      200,
      releases,
      true,
    );
    expect(output.repositoryUrl).toBe('http://localhost:7101/heal7/taken');
  });

  it('creates nothing when there is no release of the workflows', async () => {
    await expect(
      check({ name: 'new-service', owner: 'team-saju' }, 404, []),
    ).rejects.toThrow(/heal7\/workflows has no release.*Nothing was created/);
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
