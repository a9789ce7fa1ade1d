import http from 'node:http';
import { AddressInfo } from 'node:net';
import { parseInstant, parseRange } from './parse-answer';
import { PrometheusProvider } from './prometheus-provider';

const vector = (...values: string[]) => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: values.map(value => ({ metric: {}, value: [1700000000.5, value] })),
  },
});
const matrix = (...series: Array<Array<[number, string]>>) => ({
  status: 'success',
  data: {
    resultType: 'matrix',
    result: series.map(values => ({ metric: {}, values })),
  },
});

describe('parseInstant', () => {
  it.each([
    [vector('1.5'), { kind: 'number', value: 1.5 }],
    [vector('0'), { kind: 'number', value: 0 }],
    [vector('NaN'), { kind: 'no-data' }],
    [vector('+Inf'), { kind: 'no-data' }],
    [vector(), { kind: 'no-data' }],
    [
      vector('1', '2'),
      {
        kind: 'error',
        message:
          'the query answers 2 series where one is expected: check delivery.metrics.queries',
      },
    ],
    [
      { status: 'error', error: 'bad query' },
      { kind: 'error', message: 'bad query' },
    ],
    [
      matrix(),
      {
        kind: 'error',
        message: 'the query answers a matrix, expected a vector',
      },
    ],
    [{ status: 'success', data: {} }, { kind: 'error' }],
    ['text', { kind: 'error' }],
    [undefined, { kind: 'error' }],
  ])('%j', (answer, expected) =>
    expect(parseInstant(answer)).toMatchObject(expected),
  );
});

describe('parseRange', () => {
  it('keeps gaps as null', () => {
    expect(
      parseRange(
        matrix([
          [1, '2'],
          [2, 'NaN'],
        ]),
      ),
    ).toEqual({
      kind: 'series',
      samples: [
        [1000, 2],
        [2000, null],
      ],
    });
    expect(parseRange(matrix())).toEqual({ kind: 'series', samples: [] });
  });
  it('does not mix series', () => {
    expect(parseRange(matrix([[1, '2']], [[1, '3']]))).toMatchObject({
      kind: 'error',
    });
  });
});

describe('PrometheusProvider', () => {
  const requests: Array<{
    url?: string;
    body: string;
    authorization?: string;
  }> = [];
  let answer: (response: http.ServerResponse) => void;
  const server = http.createServer((request, response) => {
    let body = '';
    request.on('data', chunk => {
      body += chunk;
    });
    request.on('end', () => {
      requests.push({
        url: request.url,
        body,
        authorization: request.headers.authorization,
      });
      answer(response);
    });
  });
  let url: string;
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });
  const provider = (timeoutMs = 5000, at = url) =>
    new PrometheusProvider({
      name: 'main',
      url: at,
      headers: { Authorization: 'Bearer secret' },
      timeoutMs,
    });

  it('asks over the real protocol', async () => {
    answer = response => response.end(JSON.stringify(vector('4')));
    await expect(
      provider().instant('up{a="b"}', { at: new Date(1_500_000_000_000) }),
    ).resolves.toEqual({ kind: 'number', value: 4 });
    expect(requests.at(-1)).toEqual({
      url: '/api/v1/query',
      body: 'query=up%7Ba%3D%22b%22%7D&time=1500000000',
      authorization: 'Bearer secret',
    });
    answer = response => response.end(JSON.stringify(matrix([[1, '2']])));
    await expect(
      provider().range({
        query: 'up',
        start: new Date(0),
        end: new Date(60_000),
        stepSeconds: 15,
      }),
    ).resolves.toEqual({ kind: 'series', samples: [[1000, 2]] });
    expect(requests.at(-1)?.body).toBe('query=up&start=0&end=60&step=15');
  });

  it.each([
    [
      'an error of Prometheus',
      422,
      '{"status":"error","error":"parse error"}',
      'Prometheus main: parse error',
    ],
    ['an error of a proxy', 502, '<html>', 'Prometheus main: HTTP 502'],
    ['no JSON', 200, '<html>', 'the answer is not one of the Prometheus API'],
  ])('answers %s as an error', async (_, status, body, message) => {
    answer = response => {
      response.writeHead(status);
      response.end(body);
    };
    await expect(provider().instant('up')).resolves.toEqual({
      kind: 'error',
      message,
    });
  });

  it('gives up after its time-out', async () => {
    answer = () => {};
    await expect(provider(50).instant('up')).resolves.toEqual({
      kind: 'error',
      message: 'Prometheus main did not answer within 0.05 seconds',
    });
  });

  it('tells that nobody listens, without the token', async () => {
    const other = http.createServer();
    await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await new Promise(resolve => other.close(resolve));
    const result = await provider(5000, `http://127.0.0.1:${port}`).instant(
      'up',
    );
    expect(result).toMatchObject({
      kind: 'error',
      message: expect.stringMatching(
        /^Prometheus main is not reachable: .*ECONNREFUSED/,
      ),
    });
    expect(JSON.stringify(result)).not.toContain('secret');
  });
});
