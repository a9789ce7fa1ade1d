import { createPrometheusServer, PrometheusServer } from './prometheus-server';
import { TimeSeriesDatabase } from './time-series-database';

describe('createPrometheusServer', () => {
  const now = Date.UTC(2026, 0, 15);
  const seconds = now / 1000;
  let server: PrometheusServer;

  beforeEach(async () => {
    const database = new TimeSeriesDatabase();
    database.append({ __name__: 'up', pod: 'a' }, now - 2000, 1);
    database.append({ __name__: 'up', pod: 'b' }, now - 1000, Infinity);
    server = await createPrometheusServer({
      database,
      port: 0,
      now: () => now,
    });
  });

  afterEach(() => server.close());

  async function get(path: string) {
    const response = await fetch(server.url + path);
    return { status: response.status, body: await response.json() };
  }

  it.each<[string, unknown]>([
    [
      '/api/v1/query?query=up',
      {
        resultType: 'vector',
        result: [
          { metric: { __name__: 'up', pod: 'a' }, value: [seconds, '1'] },
          { metric: { __name__: 'up', pod: 'b' }, value: [seconds, '+Inf'] },
        ],
      },
    ],
    [
      '/api/v1/query?query=0/0',
      { resultType: 'scalar', result: [seconds, 'NaN'] },
    ],
    [
      '/api/v1/query?query=%22x%22',
      { resultType: 'string', result: [seconds, 'x'] },
    ],
    [
      '/api/v1/query?query=time()&time=2026-01-14T00:00:00.5Z',
      { resultType: 'scalar', result: [1768348800.5, '1768348800.5'] },
    ],
    [
      `/api/v1/query_range?query=sum(up)&start=${
        seconds - 2
      }&end=${seconds}&step=1s`,
      {
        resultType: 'matrix',
        result: [
          {
            metric: {},
            values: [
              [seconds - 2, '1'],
              [seconds - 1, '+Inf'],
              [seconds, '+Inf'],
            ],
          },
        ],
      },
    ],
    ['/api/v1/series?match[]=up{pod="a"}', [{ __name__: 'up', pod: 'a' }]],
    ['/api/v1/labels', ['__name__', 'pod']],
    ['/api/v1/label/pod/values', ['a', 'b']],
    [`/api/v1/label/pod/values?end=${seconds - 1.5}`, ['a']],
    ['/api/v1/metadata', {}],
  ])('%s', async (path, data) => {
    expect(await get(path)).toEqual({
      status: 200,
      body: { status: 'success', data },
    });
  });

  it.each<[string, number, string, string]>([
    [
      '/api/v1/query?query=sum(',
      400,
      'bad_data',
      'invalid parameter "query": 1:5: parse error: unexpected end of input',
    ],
    [
      '/api/v1/query?query=up&time=noon',
      400,
      'bad_data',
      'invalid parameter "time": cannot parse "noon" to a valid timestamp',
    ],
    [
      '/api/v1/query_range?query=up&start=2&end=1&step=1',
      400,
      'bad_data',
      'invalid parameter "end": end timestamp must not be before start time',
    ],
    [
      '/api/v1/query_range?query=up&start=1&end=2&step=0',
      400,
      'bad_data',
      'invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer',
    ],
    [
      '/api/v1/query_range?query=up&start=1&end=12000&step=1',
      400,
      'bad_data',
      'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
    ],
    [
      '/api/v1/query_range?query=up[5m]&start=1&end=2&step=1',
      400,
      'bad_data',
      'invalid parameter "query": invalid expression type "range vector" for range query, must be Scalar or instant Vector',
    ],
    ['/api/v1/series', 400, 'bad_data', 'no match[] parameter provided'],
    [
      '/api/v1/query?query=-{pod!=""}%2Bon()group_left()up',
      422,
      'execution',
      'found duplicate series for the match group {} on the right hand-side of the operation: [{__name__="up", pod="b"}, {__name__="up", pod="a"}];many-to-many matching not allowed: matching labels must be unique on one side',
    ],
  ])('%s → %i', async (path, status, errorType, error) => {
    expect(await get(path)).toEqual({
      status,
      body: { status: 'error', errorType, error },
    });
  });

  it('takes a posted form', async () => {
    const response = await fetch(`${server.url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: 'count(up)' }),
    });
    expect(await response.json()).toMatchObject({
      data: { result: [{ value: [seconds, '2'] }] },
    });
  });

  it('is healthy, exposes current values and has a page', async () => {
    expect((await fetch(`${server.url}/-/healthy`)).status).toBe(200);
    expect((await fetch(`${server.url}/-/ready`)).status).toBe(200);
    expect(await (await fetch(`${server.url}/metrics`)).text()).toBe(
      'up{pod="a"} 1\nup{pod="b"} +Inf\n',
    );
    expect(await (await fetch(server.url)).text()).toContain('<code>up</code>');
    expect((await fetch(`${server.url}/nothing`)).status).toBe(404);
  });

  it('fails as told and recovers', async () => {
    await server.setOutage('error');
    const failed = await fetch(`${server.url}/api/v1/query?query=up`);
    expect([failed.status, await failed.text()]).toEqual([
      503,
      'Service Unavailable',
    ]);

    await server.setOutage('refuse');
    await expect(fetch(server.url)).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    });

    await server.setOutage('slow');
    const hanging = fetch(server.url, { signal: AbortSignal.timeout(200) });
    await expect(hanging).rejects.toMatchObject({ name: 'TimeoutError' });

    await server.setOutage('none');
    expect((await get('/api/v1/query?query=up')).status).toBe(200);
  });
});
