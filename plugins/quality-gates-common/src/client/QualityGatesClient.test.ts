import { QualityGatesClient } from './QualityGatesClient';

function setup(response: Response) {
  const fetch = jest.fn(async () => response);
  const client = new QualityGatesClient({
    discoveryApi: {
      getBaseUrl: async id => `https://portal.example/api/${id}`,
    },
    fetchApi: { fetch },
  });
  return { client, fetch };
}

describe('QualityGatesClient', () => {
  it('asks for the newest evaluation of several commits', async () => {
    const { client, fetch } = setup(Response.json({ items: [] }));
    await client.listEvaluations(
      {
        entityRef: 'component:default/a',
        commits: ['1', '2'],
        latestPerCommit: true,
        limit: 2,
      },
      { token: 'secret' },
    );
    expect(fetch).toHaveBeenCalledWith(
      'https://portal.example/api/quality-gates/evaluations?entityRef=component%3Adefault%2Fa&commit=1&commit=2&latestPerCommit=true&limit=2',
      { method: 'GET', headers: { Authorization: 'Bearer secret' } },
    );
  });

  it('throws what the backend said', async () => {
    const { client } = setup(
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'The catalog has no x' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );
    await expect(client.getEvaluation('x')).rejects.toMatchObject({
      statusCode: 404,
      cause: { message: 'The catalog has no x' },
    });
  });

  const base = 'https://portal.example/api/quality-gates';
  const get = { method: 'GET', headers: {} };
  const post = (body: object) => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const request = {
    entityRef: 'component:default/a',
    checkId: 'tests.failed',
    reason: 'Next week',
    expiresAt: '2026-03-08T00:00:00Z',
  };

  it.each<
    [string, (client: QualityGatesClient) => Promise<unknown>, string, object]
  >([
    ['the gates', client => client.listGates(), '/gates', get],
    [
      'an evaluation',
      client => client.getEvaluation('a/b'),
      '/evaluations/a%2Fb',
      get,
    ],
    [
      'a service',
      client => client.getServiceQuality('component:default/my.service'),
      '/services/component/default/my.service',
      get,
    ],
    [
      'the fleet',
      client =>
        client.getFleet({
          owners: ['group:default/a', 'group:default/b'],
          failing: 'tests.failed',
          sort: 'name',
          limit: 5,
        }),
      '/fleet?failing=tests.failed&sort=name&limit=5&owner=group%3Adefault%2Fa&owner=group%3Adefault%2Fb',
      get,
    ],
    [
      'waivers',
      client => client.listWaivers({ state: 'approved', cursor: 'abc' }),
      '/waivers?state=approved&cursor=abc',
      get,
    ],
    [
      'a new waiver',
      client => client.requestWaiver(request),
      '/waivers',
      post(request),
    ],
    [
      'an approval',
      client => client.decideWaiver('1', { action: 'approve' }),
      '/waivers/1/approve',
      post({}),
    ],
    [
      'a rejection',
      client => client.decideWaiver('1', { action: 'reject', reason: 'No' }),
      '/waivers/1/reject',
      post({ reason: 'No' }),
    ],
  ])('asks for %s', async (_, ask, path, init) => {
    const { client, fetch } = setup(Response.json({ it: 'is there' }));
    expect(await ask(client)).toEqual({ it: 'is there' });
    expect(fetch).toHaveBeenCalledWith(`${base}${path}`, init);
  });
});
