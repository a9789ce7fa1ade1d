import { createServer, request } from 'node:http';

/** Passes everything on to a port of this machine, watches included, and remembers what was asked. */
export function startCountingProxy(port, target) {
  const calls = [];
  const server = createServer((incoming, outgoing) => {
    calls.push({ method: incoming.method, url: incoming.url });
    const upstream = request(
      {
        host: 'localhost',
        port: target,
        method: incoming.method,
        path: incoming.url,
        headers: incoming.headers,
      },
      response => {
        outgoing.writeHead(response.statusCode, response.headers);
        outgoing.flushHeaders();
        response.pipe(outgoing);
      },
    );
    upstream.once('error', () => outgoing.destroy());
    outgoing.once('close', () => upstream.destroy());
    incoming.pipe(upstream);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, 'localhost', () =>
      resolve({
        calls,
        stop: () =>
          new Promise(done => {
            server.close(done);
            server.closeAllConnections();
          }),
      }),
    );
  });
}
