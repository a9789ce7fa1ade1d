import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AuthenticationError, NotFoundError } from '@backstage/errors';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { reviewAccess } from './access-reviews';
import {
  ApiRequest,
  isTrue,
  parseResourcePath,
  ResourceTarget,
} from './api-request';
import { isAuthenticated } from './authentication';
import { discoveryDocument } from './discovery';
import { failure } from './kube-status';
import { openApiDocument } from './openapi';
import { metricsDocument } from './pod-metrics';
import { ApiResponse, handleResource, renderingFor } from './resource-requests';
import { watchObjects } from './watch-objects';

export interface KubernetesApiServerOptions {
  store: ClusterObjectStore;
  /** 0 = any free port; see `url`. */
  port: number;
  /** The bearer token every client must send. */
  token: string;
  clock?: () => Date;
}

export interface KubernetesApiServer {
  /** Known after `start`. */
  readonly url: string;
  start(): Promise<void>;
  /** Ends open watches and waits for the port to be free. */
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';
const healthPaths = ['/healthz', '/livez', '/readyz'];

/** The Kubernetes API of one sandbox cluster over HTTP, for kubectl, client libraries and the Kubernetes plugin. */
export function createKubernetesApiServer(
  options: KubernetesApiServerOptions,
): KubernetesApiServer {
  const { store, token } = options;
  const clock = options.clock ?? (() => new Date());
  const watches = new Set<() => void>();
  let port = options.port;

  const server = createServer((message, response) => {
    serve(message, response).catch(error =>
      send(response, errorResponse(error)),
    );
  });

  async function serve(
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const request = await readRequest(message);
    if (
      !healthPaths.includes(request.path) &&
      !isAuthenticated(message.headers.authorization, token)
    ) {
      throw new AuthenticationError('Unauthorized');
    }
    const answer = answerWithoutObjects(store, request, clock());
    if (answer) {
      send(response, answer);
      return;
    }
    const target = parseResourcePath(request.path);
    if (!target) {
      throw new NotFoundError(
        'the server could not find the requested resource',
      );
    }
    if (
      request.method === 'GET' &&
      isTrue(request.query, 'watch') &&
      !target.subresource
    ) {
      const stop = watchObjects({
        store,
        target,
        query: request.query,
        response,
        rendering: () => renderingFor(request, clock()),
      });
      watches.add(stop);
      response.on('close', () => watches.delete(stop));
      return;
    }
    send(response, respond(store, target, request, clock()));
  }

  return {
    get url() {
      return `http://${HOST}:${port}`;
    },
    start: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(options.port, HOST, () => {
          server.off('error', reject);
          const address = server.address();
          port = typeof address === 'object' && address ? address.port : port;
          resolve();
        });
      }),
    stop: () =>
      new Promise(resolve => {
        watches.forEach(stop => stop());
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerWithoutObjects(
  store: ClusterObjectStore,
  request: ApiRequest,
  now: Date,
): ApiResponse | undefined {
  const { method, path, query } = request;
  if (method === 'POST') {
    const review = reviewAccess(request);
    return review && { code: 201, body: review };
  }
  if (method !== 'GET') {
    return undefined;
  }
  if (healthPaths.includes(path)) {
    return { code: 200, body: 'ok' };
  }
  const document =
    discoveryDocument(path) ??
    openApiDocument(path) ??
    metricsDocument(store, path, query, now);
  return document && { code: 200, body: document };
}

/** Failures here can name what they are about. */
function respond(
  store: ClusterObjectStore,
  target: ResourceTarget,
  request: ApiRequest,
  now: Date,
): ApiResponse {
  try {
    return handleResource(store, target, request, now);
  } catch (error) {
    const { group, plural } = target.resource;
    return errorResponse(error, { name: target.name, group, kind: plural });
  }
}

function errorResponse(
  error: unknown,
  details?: { name?: string; group?: string; kind?: string },
): ApiResponse {
  const body = failure(error, details);
  return { code: body.code, body };
}

async function readRequest(message: IncomingMessage): Promise<ApiRequest> {
  const url = new URL(message.url ?? '/', `http://${HOST}`);
  const chunks: Buffer[] = [];
  for await (const chunk of message) {
    chunks.push(Buffer.from(chunk));
  }
  return {
    method: message.method ?? 'GET',
    path: url.pathname.replace(/(.)\/+$/, '$1'),
    query: url.searchParams,
    accept: message.headers.accept ?? '',
    contentType: message.headers['content-type'] ?? 'application/json',
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: ServerResponse, { code, body }: ApiResponse): void {
  if (response.headersSent) {
    response.end();
    return;
  }
  const text = typeof body === 'string';
  response.writeHead(code, {
    'content-type': text ? 'text/plain' : 'application/json',
  });
  response.end(text ? body : JSON.stringify(body));
}
