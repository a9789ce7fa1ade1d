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
});
