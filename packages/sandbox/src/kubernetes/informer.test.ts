import { spawn } from 'node:child_process';
import path from 'node:path';
import { deployment, namespace } from './__testUtils__/fixtures';
import { linesOf, waitForLine } from './__testUtils__/run-process';
import { createKubernetesApiServer } from './api/kubernetes-api-server';
import { createObjectStore } from './store/memory-object-store';

jest.setTimeout(60_000);

it('feeds an informer of @kubernetes/client-node', async () => {
  const store = createObjectStore({ cluster: 'test' });
  store.create(namespace('shop'));
  store.create(deployment('1', { replicas: 1 }, 'first'));
  const server = createKubernetesApiServer({ store, port: 0, token: 'secret' });
  await server.start();
  const script = path.join(__dirname, '__testUtils__', 'informer-client.mjs');
  const child = spawn(process.execPath, [script, server.url, 'secret'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = linesOf(child);
  try {
    await waitForLine(child, lines, /^started/);
    expect(lines).toEqual(['add first 1', 'started']);
    store.create(deployment('1', { replicas: 2 }, 'second'));
    store.patch(deployment('1'), 'shop', 'first', { spec: { replicas: 3 } });
    store.delete(deployment('1'), 'shop', 'second');
    await waitForLine(child, lines, /^delete/);
    expect(lines.slice(2)).toEqual([
      'add second 2',
      'update first 3',
      'delete second 2',
    ]);
  } finally {
    child.stdin.end();
    await new Promise(resolve => child.on('close', resolve));
    await server.stop();
  }
});
