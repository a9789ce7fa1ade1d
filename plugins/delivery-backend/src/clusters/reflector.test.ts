import { FakeKubernetes } from '../__testUtils__/fake-kubernetes';
import { deployment } from '../__testUtils__/objects';
import { kinds } from './cluster-client';
import { HttpClusterClient } from './http-cluster-client';
import { Reflector, ReflectorState } from './reflector';

describe('Reflector', () => {
  let cluster: FakeKubernetes;
  let client: HttpClusterClient;
  let stop: AbortController;
  let running: Promise<void>;
  let reflector: Reflector;
  let changes: string[];
  let states: ReflectorState['state'][];
  let pauses: number[];
  let wake: () => void;

  /** Resolves when the condition holds; looked at after each change and state. */
  const waitFor = (condition: () => boolean) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (condition()) {
          resolve();
        } else {
          wake = look;
        }
      };
      look();
    });

  beforeEach(async () => {
    cluster = new FakeKubernetes();
    const url = await cluster.start();
    client = new HttpClusterClient({ name: 'one', url, skipTlsVerify: false });
    stop = new AbortController();
    changes = [];
    states = [];
    pauses = [];
    wake = () => {};
    reflector = new Reflector({
      client,
      kind: kinds.deployment,
      scope: { namespace: 'dev' },
      onChange: ({ metadata }, type) => {
        changes.push(`${type} ${metadata.name}`);
        setImmediate(() => wake());
      },
      onState: ({ state }) => {
        states.push(state);
        setImmediate(() => wake());
      },
      random: () => 1,
      // Short, so that the test does not wait, and noted, so that it can be checked.
      sleep: ms => {
        pauses.push(ms);
        setImmediate(() => wake());
        return new Promise(resolve => setTimeout(resolve, 2));
      },
    });
  });
  afterEach(async () => {
    stop.abort();
    await running;
    client.close();
    await cluster.stop();
  });
  const start = () => {
    running = reflector.run(stop.signal);
  };
  const names = () => reflector.objects().map(({ metadata }) => metadata.name);
  const put = (name: string) =>
    cluster.put(
      'deployments',
      deployment({ name, namespace: 'dev', tag: '1' }),
    );

  it('lists page by page, then follows changes', async () => {
    cluster.setPageSize(2);
    ['a', 'b', 'c'].forEach(put);
    start();
    await waitFor(() => states.includes('synced'));
    expect(names()).toEqual(['a', 'b', 'c']);
    put('d');
    cluster.remove('deployments', 'dev', 'a');
    await waitFor(() => changes.length === 5);
    expect(names()).toEqual(['b', 'c', 'd']);
    expect(states).toEqual(['synced']);
  });

  it('watches on from where it was when the server ends the watch', async () => {
    put('a');
    start();
    await waitFor(() => states.includes('synced'));
    await waitForRequests(cluster, 1, /watch=true/);
    const lists = () => cluster.countRequests(/limit=500/);
    expect(lists()).toBe(1);
    cluster.sendBookmarks();
    cluster.endWatches();
    await waitForRequests(cluster, 2, /watch=true/);
    put('b');
    await waitFor(() => changes.includes('set b'));
    expect(lists()).toBe(1);
  });

  it('lists again when its version is too old, and notices what went meanwhile', async () => {
    put('a');
    put('b');
    start();
    await waitFor(() => states.includes('synced'));
    await waitForRequests(cluster, 1, /watch=true/);
    cluster.compact();
    await waitForRequests(cluster, 2, /limit=500/);
    put('c');
    await waitFor(() => changes.includes('set c'));
    expect(names()).toEqual(['a', 'b', 'c']);
    // Unchanged objects are not told again.
    expect(changes).toEqual(['set a', 'set b', 'set c']);
  });

  it('waits longer each time when it may list but not watch', async () => {
    put('a');
    cluster.setWatchForbidden(true);
    start();
    await waitFor(() => pauses.length >= 4);
    expect(pauses.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
    expect(reflector.state).toMatchObject({
      state: 'failing',
      cause: 'forbidden',
    });
    expect(reflector.hasData).toBe(true);
    cluster.setWatchForbidden(false);
    await waitFor(() => reflector.state.state === 'synced');
  });

  it('keeps its copy while the server is away, waits longer each time, and recovers', async () => {
    put('a');
    start();
    await waitFor(() => states.includes('synced'));
    const { port } = cluster;
    await cluster.stop();
    await waitFor(() => reflector.state.state === 'failing');
    expect(names()).toEqual(['a']);
    expect(reflector.hasData).toBe(true);
    await cluster.start(port);
    await waitFor(() => reflector.state.state === 'synced');
    expect(states).toEqual(['synced', 'failing', 'synced']);
    const backoffs = pauses.filter(pause => pause >= 500);
    expect(backoffs.slice(0, 2)).toEqual([500, 1000]);
  });

  it('tells "not installed" from "forbidden"', async () => {
    cluster.setAbsent('deployments');
    start();
    await waitFor(() => states.includes('absent'));
    expect(reflector.objects()).toEqual([]);
    cluster.setForbidden(true);
    await waitFor(() => reflector.state.state === 'failing');
    expect(reflector.state).toEqual({
      state: 'failing',
      cause: 'forbidden',
      message: 'Cluster one: deployments is forbidden',
    });
  });
});

async function waitForRequests(
  cluster: FakeKubernetes,
  count: number,
  pattern: RegExp,
) {
  while (cluster.countRequests(pattern) < count) {
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
