import { promises as fs } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { ControlServer, startControlServer } from './control/control-server';
import { Sandbox, startSandbox } from './sandbox';

jest.setTimeout(120_000);

const SPEED = 100;
const root = path.resolve(__dirname, '../../..');

/** The whole box, as `main.ts` starts it, twice on the same state. */
describe('startSandbox', () => {
  let stateDir: string;
  let basePort: number;
  let sandbox: Sandbox | undefined;
  let control: ControlServer | undefined;

  const start = async () => {
    control = await startControlServer(basePort);
    sandbox = await startSandbox({
      basePort,
      stateDir,
      portalUrl: `http://localhost:${basePort + 6}`,
      speed: SPEED,
      templates: path.join(root, 'templates'),
      overlays: path.join(__dirname, 'seed', 'files'),
    });
    control.serve(sandbox);
  };
  const stop = async () => {
    await control?.stop();
    await sandbox?.stop();
    control = undefined;
    sandbox = undefined;
  };
  const status = async () =>
    (await fetch(`http://localhost:${basePort}/status`)).json();
  const ready = async () => {
    for (let attempt = 0; attempt < 1200; attempt += 1) {
      if ((await status()).ready) {
        return;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
    throw new Error(
      `never ready: ${JSON.stringify((await status()).services)}`,
    );
  };
  const post = (url: string, body: unknown, headers = {}) =>
    fetch(`http://localhost:${basePort}${url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });

  beforeAll(async () => {
    stateDir = await fs.mkdtemp(path.join(os.tmpdir(), 'heal7-sandbox-'));
    basePort = await freePorts(7);
    await start();
    await ready();
  });
  afterAll(async () => {
    await stop();
    await fs.rm(stateDir, { recursive: true, force: true });
  });

  const versions = async () =>
    Object.fromEntries(
      (await status()).services
        .filter((it: { image?: string }) => it.image)
        .map((it: { application: string; image: string; canary?: string }) => [
          it.application,
          `${it.image.split('-')[0]}${it.canary ? ` ${it.canary}` : ''}`,
        ]),
    );

  it('begins with HEAL7 as it was', async () => {
    expect(await versions()).toEqual({
      'heal7-backend-dev': '1.41.0',
      'heal7-backend-staging': '1.41.0',
      'heal7-backend-prod': '1.40.0 Initialized',
      'heal7-frontend-dev': '2.9.0',
      'heal7-frontend-staging': '2.9.0',
      'heal7-frontend-prod': '2.8.0 Initialized',
      'saju-calculator-dev': '0.13.0',
      'saju-calculator-staging': '0.13.0',
      'saju-calculator-prod': '0.13.0 Initialized',
    });
    const kubeconfig = await fs.readFile(
      path.join(stateDir, 'kubeconfig'),
      'utf8',
    );
    expect(kubeconfig).toContain('heal7-prod');
  });

  it('plays a release and tells about it line by line', async () => {
    const response = await post('/scenarios/release', {
      service: 'saju-calculator',
      quality: 'healthy',
      environment: 'staging',
      fast: true,
    });
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).step);
    expect(lines).toEqual(['commit', 'image', 'tag', 'tag', 'done']);
    await ready();
    for (let attempt = 0; attempt < 400; attempt += 1) {
      if ((await versions())['saju-calculator-staging'] === '0.13.1') {
        break;
      }
      await new Promise(resolve => {
        setTimeout(resolve, 50);
      });
    }
    expect(await versions()).toMatchObject({
      'saju-calculator-dev': '0.13.1',
      'saju-calculator-staging': '0.13.1',
      'saju-calculator-prod': '0.13.0 Initialized',
    });
  });

  it('says what it does not know, and answers nobody from elsewhere', async () => {
    const unknown = await post('/scenarios/release', { service: 'nobody' });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toEqual({
      error: 'there is no repository heal7/nobody',
    });
    const foreign = await post(
      '/faults',
      {},
      { origin: 'http://evil.example' },
    );
    expect(foreign.status).toBe(403);
    const form = await post('/faults', {}, { 'content-type': 'text/plain' });
    expect(form.status).toBe(400);
  });

  it('breaks and mends what it is told to', async () => {
    const cluster = `${sandbox?.addresses.clusters['heal7-prod']}/healthz`;
    const query = `${sandbox?.addresses.prometheus}/api/v1/query?query=1`;
    const broken = await post('/faults', {
      clusters: { 'heal7-prod': 'refuse' },
      prometheus: 'error',
    });
    expect(await broken.json()).toEqual({
      clusters: { 'heal7-dev': 'open', 'heal7-prod': 'refuse' },
      prometheus: 'error',
    });
    await expect(fetch(cluster)).rejects.toThrow('fetch failed');
    expect((await fetch(query)).status).toBe(503);
    await post('/faults', { heal: true });
    expect((await fetch(cluster)).status).toBe(200);
    expect((await fetch(query)).status).toBe(200);
  });

  it('goes on where it was after a restart', async () => {
    const before = await versions();
    await stop();
    await start();
    await ready();
    expect(await versions()).toEqual(before);
  });
});

/** The first of `count` ports in a row that nobody uses. */
async function freePorts(count: number): Promise<number> {
  for (let base = 20_000; base < 60_000; base += count) {
    const candidate = base + (process.pid % 1000) * count;
    const ports = Array.from(
      { length: count },
      (_, index) => candidate + index,
    );
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) {
      return candidate;
    }
  }
  throw new Error('no free ports');
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
