import { FakeKubernetes } from '../__testUtils__/fake-kubernetes';
import { deployment } from '../__testUtils__/objects';
import { WatchEvent, kinds } from './cluster-client';
import { HttpClusterClient } from './http-cluster-client';

describe('HttpClusterClient', () => {
  const cluster = new FakeKubernetes();
  let client: HttpClusterClient;

  beforeAll(async () => {
    const url = await cluster.start();
    client = new HttpClusterClient({
      name: 'one',
      url,
      token: 'token',
      skipTlsVerify: false,
    });
    cluster.put('deployments', deployment({ namespace: 'dev', tag: '1' }));
    cluster.put('deployments', deployment({ namespace: 'other', tag: '1' }));
  });
  afterAll(async () => {
    client.close();
    await cluster.stop();
  });

  it('gets, and tells absence from failure', async () => {
    const found = await client.get(kinds.deployment, 'dev', 'shop');
    expect(found?.metadata).toMatchObject({
      name: 'shop',
      namespace: 'dev',
      labels: { 'backstage.io/kubernetes-id': 'shop' },
    });
    await expect(
      client.get(kinds.deployment, 'dev', 'nobody'),
    ).resolves.toBeUndefined();
    expect(cluster.requests.at(-1)).toMatchObject({
      url: '/apis/apps/v1/namespaces/dev/deployments/nobody',
      authorization: 'Bearer token',
    });
  });

  it('lists one namespace or all', async () => {
    expect(
      (await client.list(kinds.deployment, { namespace: 'dev' })).items,
    ).toHaveLength(1);
    const all = await client.list(kinds.deployment);
    expect(all.items).toHaveLength(2);
    expect(Number(all.resourceVersion)).toBeGreaterThan(0);
    await client.list(kinds.pod, { namespace: 'dev', labelSelector: 'a=b' });
    expect(cluster.requests.at(-1)?.url).toBe(
      '/api/v1/namespaces/dev/pods?labelSelector=a%3Db',
    );
  });

  it('patches only what it has seen', async () => {
    const before = await client.get(kinds.deployment, 'dev', 'shop');
    const resourceVersion = before?.metadata.resourceVersion ?? '';
    const after = await client.patch(
      kinds.deployment,
      'dev',
      'shop',
      { metadata: { annotations: { refresh: 'normal' } } },
      { type: 'merge', resourceVersion },
    );
    expect(after.metadata.annotations).toEqual({ refresh: 'normal' });
    await expect(
      client.patch(
        kinds.deployment,
        'dev',
        'shop',
        { metadata: { annotations: { refresh: 'hard' } } },
        { type: 'merge', resourceVersion },
      ),
    ).rejects.toMatchObject({
      name: 'ConflictError',
      message: 'Cluster one: the object has been modified',
    });
  });

  it('tells forbidden and unreachable apart, in words without the token', async () => {
    cluster.setForbidden(true);
    await expect(client.list(kinds.pod)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'Cluster one: pods is forbidden',
    });
    cluster.setForbidden(false);
    const dead = new FakeKubernetes();
    const url = await dead.start();
    await dead.stop();
    const other = new HttpClusterClient({
      name: 'two',
      url,
      token: 'token',
      skipTlsVerify: false,
    });
    const failure = await other.list(kinds.pod).catch(error => error);
    expect(failure.name).toBe('ServiceUnavailableError');
    expect(failure.message).toMatch(/^Cluster two: .*ECONNREFUSED/);
    expect(failure.message).not.toContain('token');
    other.close();
  });

  it('watches from a version on and stops when told to', async () => {
    const { resourceVersion } = await client.list(kinds.deployment);
    const stop = new AbortController();
    const seen: WatchEvent[] = [];
    const watching = (async () => {
      for await (const event of client.watch(kinds.deployment, {
        namespace: 'dev',
        resourceVersion,
        signal: stop.signal,
      })) {
        seen.push(event);
        if (seen.length === 3) {
          stop.abort();
        }
      }
    })();
    cluster.put('deployments', deployment({ namespace: 'other', tag: '2' }));
    cluster.put('deployments', deployment({ namespace: 'dev', tag: '2' }));
    cluster.remove('deployments', 'dev', 'shop');
    // An aborted connection ends with an error or without one; either way it ends.
    await watching.catch(() => {});
    // The first says that the watch is open.
    expect(seen.map(({ type }) => type)).toEqual([
      'BOOKMARK',
      'MODIFIED',
      'DELETED',
    ]);
  });
});
