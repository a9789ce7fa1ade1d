import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';

export interface ReceivedCall {
  path: string;
  body: {
    name: string;
    namespace: string;
    phase: string;
    checksum: string;
    metadata?: Record<string, string>;
  };
}

/** Answers Flagger's gates and Prometheus queries as a test tells it to, and remembers who asked what. */
export interface FakePortal {
  url: string;
  calls: ReceivedCall[];
  queries: string[];
  /** Gates that answer 200; the others answer 403. */
  open: Set<string>;
  /** `undefined` = an empty result. */
  successRate: number | undefined;
  durationMs: number;
  events(): string[];
  close(): Promise<void>;
}

export async function startFakePortal(): Promise<FakePortal> {
  const portal: FakePortal = {
    url: '',
    calls: [],
    queries: [],
    open: new Set(['confirm-rollout']),
    successRate: 100,
    durationMs: 120,
    events: () =>
      portal.calls
        .filter(call => call.path.includes('/event/'))
        .map(call => call.body.metadata?.eventMessage ?? ''),
    close: async () => undefined,
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === '/api/v1/query') {
      const query = url.searchParams.get('query') ?? '';
      portal.queries.push(query);
      const value = query.includes('istio_requests_total')
        ? portal.successRate
        : portal.durationMs;
      const result =
        value === undefined ? [] : [{ metric: {}, value: [0, `${value}`] }];
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          status: 'success',
          data: { resultType: 'vector', result },
        }),
      );
      return;
    }
    readBody(request).then(
      body => {
        const gate = url.pathname.split('/')[4];
        portal.calls.push({ path: url.pathname, body: JSON.parse(body) });
        response.statusCode =
          gate === 'event' || portal.open.has(gate) ? 200 : 403;
        response.end('answer');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  portal.url = `http://127.0.0.1:${port}`;
  portal.close = () =>
    new Promise<void>(resolve => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return portal;
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
  }
  return text;
}
