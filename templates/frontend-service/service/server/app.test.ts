import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { basePath, createApp } from './app.ts';

let folder: string;
let server: Server;
let stopping = false;
let lines: object[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'app-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'assets/app-1a2b.js'), 'run()');
  stopping = false;
  lines = [];
  server = createApp({
    folder,
    log: line => lines.push(line),
    isStopping: () => stopping,
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

function get(path: string, init?: RequestInit) {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return fetch(`http://127.0.0.1:${port}${path}`, init);
}

it('is alive, and not ready while it stops', async () => {
  expect((await get('/health')).status).toBe(200);
  expect((await get('/ready')).status).toBe(200);
  stopping = true;
  expect((await get('/ready')).status).toBe(503);
  expect((await get('/health')).status).toBe(200);
});

it.each(['', 'some/page'])(
  'answers %j with the page, which is always asked for again',
  async path => {
    const response = await get(`${basePath}${path}`);
    expect(await response.text()).toBe('<p>page</p>');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'self'",
    );
    const etag = response.headers.get('etag') ?? '';
    expect(
      (await get(`${basePath}${path}`, { headers: { 'if-none-match': etag } }))
        .status,
    ).toBe(304);
  },
);

it('lets files with a hash in their name be kept for ever', async () => {
  const response = await get(`${basePath}assets/app-1a2b.js`);
  expect(response.headers.get('content-type')).toContain('text/javascript');
  expect(response.headers.get('cache-control')).toContain('immutable');
  const head = await get(`${basePath}assets/app-1a2b.js`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

it.each(['assets/none.js', 'assets/..%2f..%2fpackage.json', 'package.json'])(
  'has no %s',
  async path => {
    expect((await get(`${basePath}${path}`)).status).toBe(404);
  },
);

it('takes nothing but GET and HEAD', async () => {
  expect((await get(basePath, { method: 'POST' })).status).toBe(405);
});

it('counts and logs requests with their trace, probes not', async () => {
  await get('/health');
  const trace = 'a'.repeat(32);
  await get(basePath, {
    headers: { traceparent: `00-${trace}-${'b'.repeat(16)}-01` },
  });
  const metrics = await (await get('/metrics')).text();
  expect(metrics).toContain('http_requests_total{method="GET",status="200"} 1');
  expect(lines).toEqual([
    expect.objectContaining({
      level: 'INFO',
      message: `GET ${basePath} 200`,
      trace_id: trace,
    }),
  ]);
});
