import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { z } from 'zod';
import { GithubApi } from './GithubApi';

const repoUrl = 'https://git.example/tea/shop.git';
const schema = z.object({ number: z.number() });

function start(status: number, body: object) {
  const asked: string[] = [];
  const api = new GithubApi({
    integrations: ScmIntegrations.fromConfig(
      mockServices.rootConfig({
        data: {
          integrations: {
            github: [
              { host: 'git.example', apiBaseUrl: 'https://git.example/api/v3' },
            ],
          },
        },
      }),
    ),
    fetch: async (url, init) => {
      asked.push(`${init?.method} ${url} ${init?.body ?? ''}`.trim());
      return Response.json(body, { status });
    },
  });
  return { api, asked };
}

describe('GithubApi', () => {
  it('asks the GitHub of the repository', async () => {
    const { api, asked } = start(200, { number: 7, more: true });
    expect(await api.get(repoUrl, '/pulls/7', schema)).toEqual({ number: 7 });
    const written = { title: 'A' };
    expect(
      await api.write('PATCH', repoUrl, '/pulls/7', written, schema),
    ).toEqual({ number: 7 });
    expect(asked).toEqual([
      'GET https://git.example/api/v3/repos/tea/shop/pulls/7',
      'PATCH https://git.example/api/v3/repos/tea/shop/pulls/7 {"title":"A"}',
    ]);
  });

  it('finds nothing where nothing is', async () => {
    const { api } = start(404, {});
    expect(await api.find(repoUrl, '/pulls/7', schema)).toBeUndefined();
    await expect(api.get(repoUrl, '/pulls/7', schema)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: `${repoUrl}/pulls/7 does not exist, or the portal may not see it`,
    });
  });

  it.each([
    [200, 'ServiceUnavailableError'],
    [400, 'ServiceUnavailableError'],
    [401, 'NotAllowedError'],
    [403, 'NotAllowedError'],
    [404, 'NotFoundError'],
    [409, 'ConflictError'],
    [422, 'ConflictError'],
    [429, 'ServiceUnavailableError'],
    [500, 'ServiceUnavailableError'],
  ])('answers %d with %s', async (status, name) => {
    const { api } = start(status, { message: 'No' });
    await expect(
      api.write('POST', repoUrl, '/pulls', {}, schema),
    ).rejects.toMatchObject({ name });
  });

  it('says which repository is meant', async () => {
    const { api } = start(422, { message: 'Branch is protected' });
    await expect(
      api.write('POST', repoUrl, '/git/refs', {}, schema),
    ).rejects.toThrow(`GitHub answered 422: Branch is protected (${repoUrl})`);
  });

  it.each([
    ['https://other.example/tea/shop', /no GitHub integration for other/],
    ['https://git.example/tea', /is not the address of a repository/],
  ])('does not find %s', async (url, message) => {
    const { api, asked } = start(200, {});
    await expect(api.find(url, '', schema)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringMatching(message),
    });
    expect(asked).toEqual([]);
  });
});
