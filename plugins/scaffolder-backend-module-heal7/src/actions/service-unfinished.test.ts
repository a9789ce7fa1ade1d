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
  repository?: string;
  pullRequest?: number;
  registered?: boolean;
};

async function run(
  input: Omit<Input, 'name'>,
  answers: Record<string, { status: number; body?: unknown }> = {},
) {
  const requests: string[] = [];
  const action = createServiceUnfinishedAction({
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

const repository = 'http://localhost:7101/heal7/new-service';
const commits = 'GET /heal7/new-service/commits?per_page=2';

describe('heal7:service:unfinished', () => {
  it('says that nothing was created', async () => {
    const { requests, said } = await run({});
    expect(requests).toEqual([]);
    expect(said).toContain('Nothing was created');
  });

  it('takes back what this run has made', async () => {
    const { requests, said } = await run(
      { repository, pullRequest: 7 },
      { [commits]: { status: 200, body: [{}] } },
    );
    expect(requests).toEqual([
      'PATCH /heal7/k8s-manifests/pulls/7',
      'DELETE /heal7/k8s-manifests/git/refs/heads/add-new-service',
      commits,
      'DELETE /heal7/new-service',
    ]);
    expect(said).toContain('pull request 7 of the manifests was closed');
    expect(said).toContain(`${repository} was deleted again`);
  });

  it('keeps a repository in which somebody works', async () => {
    const { requests, said } = await run(
      { repository },
      { [commits]: { status: 200, body: [{}, {}] } },
    );
    expect(requests).toEqual([commits]);
    expect(said).toContain('has commits of people and stays');
  });

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
