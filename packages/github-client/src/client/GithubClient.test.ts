import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { z } from 'zod';
import {
  TestServer,
  testApp,
  type TestAnswer,
} from '../__testUtils__/TestServer';
import { GithubClient } from './GithubClient';
import { githubFailureOf } from './githubFailureOf';
import { GithubNotConfigured } from './GithubNotConfigured';
import { parseAnswer } from './parseAnswer';

const token = 'ghp_secret';
const server = new TestServer();
beforeAll(() => server.start());
afterAll(() => server.stop());
beforeEach(() => {
  server.seen.length = 0;
  server.answer = () => ({ body: {} });
});

const clientFor = (
  host: string,
  access: object = { token },
  timeoutMs?: number,
) =>
  new GithubClient({
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [{ host, apiBaseUrl: `http://${host}/api/v3`, ...access }],
        },
      }),
    ),
    timeoutMs,
  });
const repository = (owner = 'heal7') => ({
  host: server.host,
  owner,
  name: 'shop',
});
const request = (
  wanted: Parameters<GithubClient['request']>[1],
  client = clientFor(server.host),
) => client.request(repository(), wanted);
const failureWhen = async (
  answer: TestAnswer,
): Promise<Error & { github?: unknown }> => {
  server.answer = () => answer;
  return request({ path: '/pulls' }).then(
    () => new Error('It did not fail'),
    error => error,
  );
};

describe('GithubClient', () => {
  it('asks below the repository, and tells when nothing has changed', async () => {
    server.answer = ({ etag }) =>
      etag === '"1"'
        ? { status: 304 }
        : { body: [{ id: 1 }], headers: { etag: '"1"' } };
    expect(await request({ path: '/pulls?state=open' })).toEqual({
      status: 'ok',
      json: [{ id: 1 }],
      etag: '"1"',
    });
    expect(await request({ path: '/pulls', etag: '"1"' })).toEqual({
      status: 'unchanged',
    });
    expect(server.seen).toEqual([
      {
        method: 'GET',
        url: '/api/v3/repos/heal7/shop/pulls?state=open',
        authorization: `Bearer ${token}`,
        etag: undefined,
        body: '',
      },
      expect.objectContaining({ etag: '"1"' }),
    ]);
  });

  it('sends a body, and takes an empty answer', async () => {
    server.answer = () => ({ status: 204 });
    expect(
      await request({ method: 'PUT', path: '/topics', body: { names: [] } }),
    ).toEqual({ status: 'ok', json: undefined });
    expect(server.seen).toMatchObject([
      { method: 'PUT', body: '{"names":[]}' },
    ]);
  });

  it('comes as the App where it is installed, else with the token, else without', async () => {
    const both = clientFor(server.host, { token, apps: [testApp()] });
    expect(await both.connection(repository())).toBe('app');
    expect(await both.connection(repository('other'))).toBe('token');
    const nobody = clientFor(server.host, {});
    expect(await nobody.connection(repository())).toBeUndefined();
    await both.request(repository(), { path: '' });
    await both.request(repository('other'), { path: '' });
    await nobody.request(repository(), { path: '' });
    expect(server.seen.map(({ authorization }) => authorization)).toEqual([
      'Bearer ghs_of-the-app',
      `Bearer ${token}`,
      undefined,
    ]);
  });

  it('says that the App gets no token', async () => {
    const client = clientFor(server.host, {
      apps: [{ ...testApp(), privateKey: 'none' }],
    });
    await expect(
      client.request(repository(), { path: '' }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /gives the portal's App no token for heal7: ./,
      ),
    });
  });

  it.each([
    [401, 'AuthenticationError', "GitHub refuses the portal's credentials"],
    [403, 'NotAllowedError', 'GitHub refuses: Said'],
    [
      404,
      'NotFoundError',
      'GitHub does not know heal7/shop, or the portal may not see it',
    ],
    [409, 'ConflictError', 'GitHub answered 409: Said'],
    [422, 'GithubRefusal', 'GitHub answered 422: Said'],
    [500, 'ServiceUnavailableError', 'GitHub answered 500'],
  ])('tells what %d means', async (status, name, message) => {
    const failure = await failureWhen({ status, body: { message: 'Said' } });
    expect(failure).toMatchObject({ name, message });
    expect(githubFailureOf(failure)).toEqual({ status, said: 'Said' });
    // Backstage would answer with it.
    expect(failure).not.toHaveProperty('status');
  });

  it('gives the details of a refusal', async () => {
    const body = {
      message: 'Validation Failed',
      errors: [
        { message: 'A pull request already exists' },
        { resource: 'Label', field: 'name', code: 'invalid' },
        'Plain',
        7,
      ],
    };
    expect((await failureWhen({ status: 422, body })).message).toBe(
      'GitHub answered 422: Validation Failed: A pull request already exists, name invalid, Plain',
    );
  });

  it.each([
    [429, {}, '', ''],
    [403, { 'retry-after': '60' }, '', '; it wants to be left alone for 60 s'],
    [
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1800000000' },
      '',
      ' until 2027-01-15T08:00:00.000Z',
    ],
    [
      403,
      { 'x-ratelimit-remaining': '4999', 'x-ratelimit-reset': '1800000000' },
      'You have exceeded a secondary rate limit.',
      '',
    ],
  ])(
    'takes %d with %j for the rate limit, and says until when',
    async (status, headers, message, until) => {
      const failure = await failureWhen({ status, headers, body: { message } });
      expect(failure).toMatchObject({
        name: 'ServiceUnavailableError',
        message: `GitHub limits the number of requests${until}`,
      });
      expect(githubFailureOf(failure)).toEqual({ status, said: message });
    },
  );

  it.each([
    [200, 'GitHub answered something that is not its API'],
    [400, 'GitHub answered 400'],
    [502, 'GitHub answered 502'],
  ])('says what the page of a proxy with %d is', async (status, message) => {
    const failure = await failureWhen({ status, body: '<html>Sorry</html>' });
    expect(failure.message).toBe(message);
  });

  it('keeps the token to itself when it is shown in an answer', async () => {
    const message = `${'x'.repeat(296)}${token}`;
    const failure = await failureWhen({ status: 403, body: { message } });
    expect(failure.message).toBe(`GitHub refuses: ${'x'.repeat(296)}…`);
    expect(JSON.stringify(failure)).not.toContain(token.slice(0, 4));
  });

  it('says that nobody answers, and not in time', async () => {
    server.answer = () => undefined;
    await expect(
      request({ path: '' }, clientFor(server.host, { token }, 20)),
    ).rejects.toThrow(
      `GitHub (${server.host}) is not reachable: no answer within 0.02 s`,
    );
    const stopped = new TestServer();
    await stopped.start();
    const { host } = stopped;
    await stopped.stop();
    const failure = await clientFor(host)
      .request({ ...repository(), host }, { path: '' })
      .catch(error => error);
    expect(failure).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/is not reachable: connect ECONNREFUSED/),
    });
    expect(failure).not.toBeInstanceOf(GithubNotConfigured);
    expect(githubFailureOf(failure)).toBeUndefined();
  });

  it('needs an integration for the host, and the name of a repository', async () => {
    const client = clientFor(server.host);
    await expect(
      client.request({ ...repository(), host: 'other' }, { path: '' }),
    ).rejects.toThrow(new GithubNotConfigured('other'));
    await expect(
      client.request({ ...repository(), name: '..' }, { path: '/pulls' }),
    ).rejects.toThrow('heal7/.. is not the name of a repository');
    expect(server.seen).toEqual([]);
  });

  describe('where a repository was renamed', () => {
    const moveTo = (status: number, location: string) => {
      server.answer = ({ url }) =>
        url?.includes('/repos/')
          ? { status, headers: { location }, body: { message: 'Moved' } }
          : { body: { id: 1 } };
    };

    it.each([
      [301, 'GET'],
      [301, 'POST'],
      [307, 'PATCH'],
    ] as const)('follows %d with %s as it was', async (status, method) => {
      moveTo(status, `http://${server.host}/api/v3/repositories/1/pulls`);
      const body = method === 'GET' ? undefined : { title: 'A' };
      expect(await request({ method, path: '/pulls', body })).toEqual({
        status: 'ok',
        json: { id: 1 },
      });
      expect(server.seen[1]).toEqual({
        method,
        url: '/api/v3/repositories/1/pulls',
        authorization: `Bearer ${token}`,
        etag: undefined,
        body: body ? JSON.stringify(body) : '',
      });
    });

    it('takes the token to no other host', async () => {
      const other = new TestServer();
      await other.start();
      moveTo(302, `http://${other.host}/login`);
      await expect(request({ path: '' })).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: `GitHub (${server.host}) points to an address where the portal does not go`,
      });
      expect(other.seen).toEqual([]);
      await other.stop();
    });

    it('does not go round in circles', async () => {
      moveTo(307, `http://${server.host}/api/v3/repos/heal7/shop`);
      await expect(request({ path: '' })).rejects.toThrow(
        /points to an address/,
      );
      expect(server.seen).toHaveLength(4);
    });
  });
});

describe('parseAnswer', () => {
  const schema = z.object({ id: z.number() });

  it('gives the part that is known', () => {
    expect(
      parseAnswer(schema, { status: 'ok', json: { id: 1, more: true } }),
    ).toEqual({ id: 1 });
  });

  it.each([
    { status: 'ok', json: { id: 'one' } },
    { status: 'ok', json: undefined },
    { status: 'unchanged' },
  ] as const)('refuses %j', answer => {
    expect(() => parseAnswer(schema, answer)).toThrow(
      'GitHub answered something that is not its API',
    );
  });
});
