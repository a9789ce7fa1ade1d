import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { readServiceDefaults } from '../service-defaults';
import { createServiceUnfinishedAction } from './service-unfinished';

const config = new ConfigReader({
  backend: { baseUrl: 'http://localhost:7007' },
  delivery: {
    manifests: { repoUrl: 'http://localhost:7101/heal7/k8s-manifests' },
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

type Input = {
  name: string;
  repositoryUrl?: string;
  repository?: string;
  branchBegun?: boolean;
  pullRequest?: number;
  catalogInfoUrl?: string;
  registered?: boolean;
};

async function run(
  input: Omit<Input, 'name'>,
  answers: Record<string, { status: number; body?: unknown }> = {},
  locations: Record<string, string> = {},
) {
  const requests: string[] = [];
  const action = createServiceUnfinishedAction({
    auth: mockServices.auth(),
    catalog: {
      getLocationByRef: async ref =>
        locations[ref]
          ? {
              id: locations[ref],
              type: 'url',
              target: ref.slice(4),
              entityRef: 'location:default/generated',
            }
          : undefined,
      removeLocationById: async id => {
        requests.push(`forget ${id}`);
      },
    },
    integrations: ScmIntegrations.fromConfig(config),
    defaults: readServiceDefaults(config),
    fetch: async (url, init) => {
      const path = String(url).replace(
        'http://localhost:7101/api/v3/repos',
        '',
      );
      requests.push(`${init?.method} ${path}`);
      const { status, body = {} } = answers[`${init?.method} ${path}`] ?? {
        status: 200,
      };
      return Response.json(body, { status });
    },
  });
  const context = createMockActionContext<Input>({
    input: { name: 'new-service', ...input },
  });
  const warn = jest.spyOn(context.logger, 'warn');
  await action.handler(context);
  return { requests, said: warn.mock.calls.map(([text]) => text).join('\n') };
}

const repositoryUrl = 'http://localhost:7101/heal7/new-service';
const repository = `${repositoryUrl}.git`;
const catalogInfoUrl = `${repositoryUrl}/blob/main/catalog-info.yaml`;
const known = { [`url:${catalogInfoUrl}`]: 'location-1' };
const commits = 'GET /heal7/new-service/commits?per_page=2';
const close = 'PATCH /heal7/k8s-manifests/pulls/7';
const pulls =
  'GET /heal7/k8s-manifests/pulls?state=open&head=heal7%3Aadd-new-service';
const oneCommit = { [commits]: { status: 200, body: [{}] } };

describe('heal7:service:unfinished', () => {
  it('says that nothing was created', async () => {
    const { requests, said } = await run({});
    expect(requests).toEqual([]);
    expect(said).toContain('Nothing was created');
  });

  it('takes back what this run has made', async () => {
    const { requests, said } = await run(
      { repository, pullRequest: 7, catalogInfoUrl },
      oneCommit,
      known,
    );
    expect(requests).toEqual([
      close,
      'DELETE /heal7/k8s-manifests/git/refs/heads/add-new-service',
      'forget location-1',
      commits,
      'DELETE /heal7/new-service',
    ]);
    expect(said).toContain('The entry in the catalog was taken back');
    expect(said).toContain('pull request 7 of the manifests was closed');
    expect(said).toContain(`${repositoryUrl} was deleted again`);
  });

  it('takes back a branch whose pull request was refused', async () => {
    const { requests } = await run(
      { repository, branchBegun: true },
      { ...oneCommit, [pulls]: { status: 200, body: [] } },
    );
    expect(requests).toContain(
      'DELETE /heal7/k8s-manifests/git/refs/heads/add-new-service',
    );
  });

  it('leaves the pull request of somebody else alone', async () => {
    const { requests, said } = await run(
      { repository, branchBegun: true },
      { ...oneCommit, [pulls]: { status: 200, body: [{ number: 3 }] } },
    );
    expect(requests.filter(it => it.includes('k8s-manifests'))).toEqual([
      pulls,
    ]);
    expect(said).toContain('open pull request 3 of the branch add-new-service');
  });

  it('keeps a repository in which somebody works', async () => {
    const { requests, said } = await run(
      { repository },
      { [commits]: { status: 200, body: [{}, {}] } },
    );
    expect(requests).toEqual([commits]);
    expect(said).toContain('has commits of people and stays');
  });

  it.each<[Record<string, string>, string]>([
    [{}, `"Register Existing Component" and give it ${catalogInfoUrl}`],
    [known, 'Nothing needs to be done again'],
  ])(
    'keeps a service whose manifests are merged (locations %j)',
    async (locations, sentence) => {
      const { requests, said } = await run(
        { repository, pullRequest: 7, catalogInfoUrl },
        { [close]: { status: 200, body: { merged: true } } },
        locations,
      );
      expect(requests).toEqual([close]);
      expect(said).toContain(sentence);
    },
  );

  it('takes nothing back while it is not known what became of the pull request', async () => {
    const { requests, said } = await run(
      { repository, pullRequest: 7, catalogInfoUrl },
      { [close]: { status: 503 } },
    );
    expect(requests).toEqual([close]);
    expect(said).toContain('nothing was taken back');
  });

  it.each([
    [404, 'Nothing was created'],
    [200, 'is there, although GitHub said that it could not be made'],
    [503, 'GitHub does not say: look before you try again'],
  ])(
    'looks for a repository that was made and not told of (%d)',
    async (status, sentence) => {
      const { requests, said } = await run(
        { repositoryUrl },
        { 'GET /heal7/new-service': { status } },
      );
      expect(requests).toEqual(['GET /heal7/new-service']);
      expect(said).toContain(sentence);
    },
  );

  it.each([
    [{ [commits]: { status: 503 } }, 'may still be there'],
    [
      { 'DELETE /heal7/new-service': { status: 403 } },
      'could not be deleted: delete it before',
    ],
  ])('says what is left when GitHub answers %j', async (answers, sentence) => {
    expect((await run({ repository }, answers)).said).toContain(sentence);
  });

  it('leaves a service that is registered alone', async () => {
    const { requests, said } = await run({ repository, registered: true });
    expect(requests).toEqual([]);
    expect(said).toContain('Nothing needs to be done again');
  });
});
