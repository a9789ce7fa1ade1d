import { DeliveryClient } from './DeliveryClient';

const setUp = (response: Response) => {
  const calls: Array<{ url: string; init: RequestInit }> = [];
  const client = new DeliveryClient({
    discoveryApi: {
      getBaseUrl: async plugin => `http://backend/api/${plugin}`,
    },
    fetchApi: {
      fetch: async (input, init) => {
        calls.push({ url: String(input), init: init ?? {} });
        return response;
      },
    },
  });
  return { client, calls };
};

describe('DeliveryClient', () => {
  it('reads a service and hands over its ETag', async () => {
    const { calls, client } = setUp(
      new Response(JSON.stringify({ entityRef: 'component:default/shop' }), {
        headers: { ETag: 'W/"1"' },
      }),
    );
    await expect(client.getService('component:default/shop')).resolves.toEqual({
      status: 'ok',
      etag: 'W/"1"',
      delivery: { entityRef: 'component:default/shop' },
    });
    expect(calls[0].url).toBe(
      'http://backend/api/delivery/services/component/default/shop',
    );
  });

  it('sends the ETag and knows "unchanged"', async () => {
    const { calls, client } = setUp(
      new Response(null, { status: 304, headers: { ETag: 'W/"1"' } }),
    );
    await expect(
      client.getService('component:default/shop', {
        etag: 'W/"1"',
        token: 'me',
      }),
    ).resolves.toEqual({ status: 'unchanged', etag: 'W/"1"' });
    expect(calls[0].init.headers).toEqual({
      'If-None-Match': 'W/"1"',
      Authorization: 'Bearer me',
    });
  });

  it('throws what the backend says', async () => {
    const { client } = setUp(
      new Response(
        JSON.stringify({
          error: { name: 'NotFoundError', message: 'no such entity' },
          request: { method: 'GET', url: '/services' },
          response: { statusCode: 404 },
        }),
        {
          status: 404,
          statusText: 'Not Found',
          headers: { 'content-type': 'application/json' },
        },
      ),
    );
    await expect(
      client.getService('component:default/shop'),
    ).rejects.toMatchObject({
      cause: { name: 'NotFoundError', message: 'no such entity' },
    });
  });

  it.each([
    ['planRollback', 'POST', '/rollbacks/plan'],
    ['createRollback', 'POST', '/rollbacks'],
  ] as const)('%s posts to %s %s', async (method, verb, path) => {
    const { calls, client } = setUp(new Response('{}'));
    const body = {
      entityRef: 'component:default/shop',
      environment: 'prod',
      toTag: 'a',
      reason: 'why',
      fingerprint: 'f',
      idempotencyKey: 'k',
    };
    await client[method](body);
    expect(calls[0]).toMatchObject({
      url: `http://backend/api/delivery${path}`,
      init: { method: verb, body: JSON.stringify(body) },
    });
  });

  it('escapes ids and pages', async () => {
    const { calls, client } = setUp(new Response('{"items":[]}'));
    await client.getServices({ cursor: 'a/b', limit: 5 });
    expect(calls[0].url).toBe(
      'http://backend/api/delivery/services?cursor=a%2Fb&limit=5',
    );
    const other = setUp(new Response('{}'));
    await other.client.cancelRollback('a/b');
    expect(other.calls[0].url).toBe(
      'http://backend/api/delivery/rollbacks/a%2Fb/cancel',
    );
  });

  it('decides about rollbacks and holds', async () => {
    const answers = [
      '{"items":[]}',
      '{}',
      '{}',
      '{"items":[{"id":"h"}]}',
      null,
    ];
    const calls: string[] = [];
    const client = new DeliveryClient({
      discoveryApi: { getBaseUrl: async () => 'http://backend' },
      fetchApi: {
        fetch: async (url, init) => {
          calls.push([init?.method, url, init?.body].filter(Boolean).join(' '));
          const body = answers.shift() ?? null;
          return new Response(body, { status: body ? 200 : 204 });
        },
      },
    });
    const ref = 'component:default/shop';
    await client.listRollbacks({ entityRef: ref, active: false, limit: 5 });
    await client.approveRollback('a/b');
    await client.rejectRollback('1', { reason: 'too late' });
    await expect(client.listHolds(ref)).resolves.toEqual([{ id: 'h' }]);
    await expect(client.liftHold('h/1')).resolves.toBeUndefined();
    expect(calls).toEqual([
      'GET http://backend/rollbacks?entityRef=component%3Adefault%2Fshop&active=false&limit=5',
      'POST http://backend/rollbacks/a%2Fb/approve',
      'POST http://backend/rollbacks/1/reject {"reason":"too late"}',
      'GET http://backend/holds?entityRef=component%3Adefault%2Fshop',
      'DELETE http://backend/holds/h%2F1',
    ]);
  });
});
