import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ApiGate, createApiGate } from './api-gate';

describe('createApiGate', () => {
  let server: Server;
  let gate: ApiGate;

  beforeAll(async () => {
    server = createServer((_, response) => response.end('pods'));
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    gate = await createApiGate({ port: 0, targetPort: port });
  });
  afterAll(async () => {
    await gate.close();
    server.closeAllConnections();
    server.close();
  });

  const get = async () => {
    const response = await fetch(`http://127.0.0.1:${gate.port}/`, {
      signal: AbortSignal.timeout(500),
    });
    return response.text();
  };

  it('lets through, refuses, hangs, and lets through again on the same port', async () => {
    await expect(get()).resolves.toBe('pods');
    await gate.setState('refuse');
    await expect(get()).rejects.toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    });
    await gate.setState('hang');
    await expect(get()).rejects.toMatchObject({ name: 'TimeoutError' });
    await gate.setState('open');
    await expect(get()).resolves.toBe('pods');
  });
});
