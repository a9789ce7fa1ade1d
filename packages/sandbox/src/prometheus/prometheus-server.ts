import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { PromqlError } from '../promql';
import { ApiContext, apiRoutes, labelValuesRoute } from './api-routes';
import { exposeCurrentValues } from './exposition';
import { QueryParameters } from './query-parameters';
import { renderQueryPage } from './query-page';
import type { RuleGroupStatus } from './rules';
import { TimeSeriesDatabase } from './time-series-database';

/** `refuse`: nothing listens; `error`: 503; `slow`: the answer never comes. */
export const outages = ['none', 'refuse', 'error', 'slow'] as const;
export type Outage = (typeof outages)[number];

export interface PrometheusServerOptions {
  database: TimeSeriesDatabase;
  /** 0 = any free port. */
  port: number;
  host?: string;
  /** Unix milliseconds. */
  now?: () => number;
  /** What the rules say now. */
  rules?: () => readonly RuleGroupStatus[];
}

export interface PrometheusServer {
  readonly port: number;
  readonly url: string;
  readonly outage: Outage;
  setOutage(outage: Outage): Promise<void>;
  close(): Promise<void>;
}

const MAX_BODY_BYTES = 1_000_000;
const JSON_TYPE = 'application/json';

/** Starts an HTTP server that answers like Prometheus 2.42 over the given database. */
export async function createPrometheusServer(
  options: PrometheusServerOptions,
): Promise<PrometheusServer> {
  const { database, host = '127.0.0.1', now = Date.now } = options;
  const context = { database, now, rules: options.rules ?? (() => []) };
  let outage: Outage = 'none';
  const server = createServer((request, response) => {
    if (outage === 'slow') return;
    if (outage === 'error') {
      send(response, 503, 'text/plain; charset=utf-8', 'Service Unavailable');
      return;
    }
    answer(request, response, context).catch(error => {
      send(response, 500, JSON_TYPE, errorBody('internal', String(error)));
    });
  });
  await listen(server, options.port, host);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://${host}:${port}`,
    get outage() {
      return outage;
    },
    async setOutage(next) {
      outage = next;
      if (next === 'refuse') await stop(server);
      else if (!server.listening) await listen(server, port, host);
      // Whoever hangs in a slow answer is let go when the outage ends.
      else if (next !== 'slow') server.closeAllConnections();
    },
    close: () => stop(server),
  };
}

const TEXT = 'text/plain; charset=utf-8';

/** What is not of the API: type and text. */
const pages: Record<
  string,
  (database: TimeSeriesDatabase) => [type: string, text: string]
> = {
  '/': database => ['text/html; charset=utf-8', renderQueryPage(database)],
  '/-/healthy': () => [TEXT, 'Prometheus Server is Healthy.\n'],
  '/-/ready': () => [TEXT, 'Prometheus Server is Ready.\n'],
  '/metrics': database => [
    'text/plain; version=0.0.4; charset=utf-8',
    exposeCurrentValues(database.all()),
  ],
};

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
): Promise<void> {
  const { pathname, searchParams } = new URL(
    request.url ?? '/',
    'http://localhost',
  );
  if (Object.hasOwn(pages, pathname)) {
    return send(response, 200, ...pages[pathname](context.database));
  }
  const route = routeOf(pathname);
  if (!route) return send(response, 404, TEXT, '404 page not found\n');
  if (request.method === 'POST') {
    for (const [name, value] of new URLSearchParams(await readBody(request))) {
      searchParams.append(name, value);
    }
  }
  try {
    const data = route(new QueryParameters(searchParams), context);
    return send(
      response,
      200,
      JSON_TYPE,
      JSON.stringify({ status: 'success', data }),
    );
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    const status = error.errorType === 'bad_data' ? 400 : 422;
    return send(
      response,
      status,
      JSON_TYPE,
      errorBody(error.errorType, error.message),
    );
  }
}

function routeOf(pathname: string) {
  const label = /^\/api\/v1\/label\/([^/]+)\/values$/.exec(pathname)?.[1];
  if (label) return labelValuesRoute(label);
  return Object.hasOwn(apiRoutes, pathname) ? apiRoutes[pathname] : undefined;
}

function errorBody(errorType: string, error: string): string {
  return JSON.stringify({ status: 'error', errorType, error });
}

function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
): void {
  response.writeHead(status, { 'Content-Type': contentType });
  response.end(body);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES)
      throw new PromqlError('bad_data', 'request body too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function stop(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
