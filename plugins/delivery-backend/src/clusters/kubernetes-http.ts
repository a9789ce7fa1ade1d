import http from 'node:http';
import https from 'node:https';

/** How one API server is reached. TLS settings belong to this server only, never to the process. */
export interface ClusterConnection {
  name: string;
  url: string;
  token?: string;
  /** PEM. */
  ca?: string;
  skipTlsVerify: boolean;
}

export interface HttpRequest {
  method: string;
  path: string;
  body?: string;
  contentType?: string;
  signal?: AbortSignal;
  /** Time without a byte after which the connection counts as dead. */
  idleTimeoutMs: number;
}

export interface KubernetesHttp {
  request(request: HttpRequest): Promise<http.IncomingMessage>;
  close(): void;
}

/** Keep-alive HTTP to one API server, with its own trust settings. */
export function createKubernetesHttp(
  connection: ClusterConnection,
): KubernetesHttp {
  const base = new URL(connection.url);
  const secure = base.protocol === 'https:';
  const agent = secure
    ? new https.Agent({
        keepAlive: true,
        ca: connection.ca,
        rejectUnauthorized: !connection.skipTlsVerify,
      })
    : new http.Agent({ keepAlive: true });
  const prefix = base.pathname.replace(/\/$/, '');
  return {
    request: ({ method, path, body, contentType, signal, idleTimeoutMs }) =>
      new Promise((resolve, reject) => {
        const request = (secure ? https : http).request(
          {
            agent,
            method,
            hostname: base.hostname.replace(/^\[|\]$/g, ''),
            port: base.port || (secure ? 443 : 80),
            path: `${prefix}${path}`,
            signal,
            headers: {
              accept: 'application/json',
              ...(connection.token
                ? { authorization: `Bearer ${connection.token}` }
                : {}),
              ...(body === undefined
                ? {}
                : {
                    'content-type': contentType ?? 'application/json',
                    'content-length': Buffer.byteLength(body),
                  }),
            },
          },
          resolve,
        );
        request.setTimeout(idleTimeoutMs, () =>
          request.destroy(
            new Error(
              `no answer within ${Math.round(idleTimeoutMs / 1000)} seconds`,
            ),
          ),
        );
        request.on('error', reject);
        request.end(body);
      }),
    close: () => agent.destroy(),
  };
}
