import {
  TestDatabaseId,
  TestDatabases,
  mockServices,
} from '@backstage/backend-test-utils';
import { DeploymentRecord } from '@heal7/backstage-plugin-delivery-common';
import { Knex } from 'knex';
import { EnvironmentSnapshot } from '../reader/environment-snapshot';
import { openDatabase } from './database';
import { DeploymentStore } from './deployment-store';
import { EnvironmentStore } from './environment-store';
import { LeaseStore } from './lease-store';
import { RepositoryStore } from './repository-store';
import { RolloutEventStore } from './rollout-event-store';
import { SampleStore } from './sample-store';
import { SourceStore } from './source-store';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, seconds));
const ref = 'component:default/shop';

async function open(id: TestDatabaseId): Promise<Knex> {
  const knex = await databases.init(id);
  return openDatabase(mockServices.database({ knex }));
}

const snapshot: EnvironmentSnapshot = {
  service: 'shop',
  namespace: 'prod',
  deploymentName: 'shop',
  health: 'healthy',
  sync: 'synced',
  pods: { ready: 1, desired: 1 },
  complete: true,
  failed: false,
  replicaSets: [],
  links: [],
  problems: [],
};

describe.each(databases.eachSupportedId())('on %s', id => {
  let db: Knex;
  beforeAll(async () => {
    db = await open(id);
  });

  it('a lease has one holder, and a new holder a higher token', async () => {
    const leases = new LeaseStore(db);
    const [first, second] = await Promise.all([
      leases.acquire('watch', 'one', 1000, at(0)),
      leases.acquire('watch', 'two', 1000, at(0)),
    ]);
    expect([first, second].filter(token => token !== undefined)).toEqual([1]);
    const [holder, other] = first ? ['one', 'two'] : ['two', 'one'];
    await expect(
      leases.acquire('watch', holder, 10_000, at(0.5)),
    ).resolves.toBe(1);
    await expect(
      leases.acquire('watch', other, 1000, at(5)),
    ).resolves.toBeUndefined();
    await expect(leases.acquire('watch', other, 1000, at(20))).resolves.toBe(2);
    // Who was away too long does not get it back by renewing.
    await expect(
      leases.acquire('watch', holder, 1000, at(20.5)),
    ).resolves.toBeUndefined();
    await leases.release('watch', other);
    await expect(leases.acquire('watch', holder, 1000, at(20.6))).resolves.toBe(
      3,
    );
  });

  it('a snapshot is written when it differs, and not by a former leader', async () => {
    const store = new EnvironmentStore(db);
    const save = (
      changes: Partial<EnvironmentSnapshot>,
      fencingToken: number,
    ) =>
      store.save(
        ref,
        'prod',
        { ...snapshot, ...changes },
        { fencingToken, now: at(0) },
      );
    await expect(save({}, 2)).resolves.toBe(true);
    await expect(save({}, 2)).resolves.toBe(false);
    await expect(save({ runningTag: 'old' }, 1)).resolves.toBe(false);
    await expect(save({ runningTag: 'new' }, 3)).resolves.toBe(true);
    expect((await store.get(ref, 'prod'))?.snapshot.runningTag).toBe('new');
    expect(await store.list([ref, 'component:default/none'])).toHaveLength(1);
  });

  it('history is newest first, updated in place, and pruned except for what succeeded', async () => {
    const store = new DeploymentStore(db);
    const record = (
      number: number,
      more: Partial<DeploymentRecord> = {},
    ): DeploymentRecord => ({
      id: `d${number}`,
      environment: number === 9 ? 'dev' : 'prod',
      toTag: `${number}`,
      startedAt: at(number).toISOString(),
      outcome: 'running',
      kind: 'deployment',
      links: [{ kind: 'run', title: 't', url: 'u' }],
      ...more,
    });
    await store.save(ref, [record(1), record(2), record(3), record(9)]);
    await store.save(ref, [
      record(2, { outcome: 'succeeded', finishedAt: at(4).toISOString() }),
      record(1, { outcome: 'failed', finishedAt: at(4).toISOString() }),
    ]);
    const prod = await store.recent(ref, { environment: 'prod', limit: 10 });
    expect(prod.map(({ id: key, outcome }) => [key, outcome])).toEqual([
      ['d3', 'running'],
      ['d2', 'succeeded'],
      ['d1', 'failed'],
    ]);
    expect(prod[0]).toEqual(record(3));
    expect(await store.recent(ref, { limit: 2 })).toHaveLength(2);
    await store.prune(at(30));
    expect(
      (await store.recent(ref, { limit: 10 })).map(({ id: key }) => key),
    ).toEqual(['d9', 'd3', 'd2']);
  });

  it('an event told twice is one line, the same words later are another', async () => {
    const store = new RolloutEventStore(db);
    const event = {
      entityRef: ref,
      environment: 'prod',
      at: '2026-01-01T12:00:00.000Z',
      type: 'warning' as const,
      message: 'Halt shop.prod advancement success rate 93% < 99%',
    };
    await expect(store.add(event)).resolves.toBe(true);
    await expect(
      store.add({
        ...event,
        at: '2026-01-01T12:00:01.400Z',
        message: `(combined from similar events): ${event.message}`,
        checksum: 'sum',
        phase: 'Progressing',
      }),
    ).resolves.toBe(false);
    await expect(
      store.add({ ...event, at: '2026-01-01T12:01:00.000Z' }),
    ).resolves.toBe(true);
    const both = await Promise.all(
      [1, 2].map(() => store.add({ ...event, at: '2026-01-01T12:02:00.000Z' })),
    );
    expect(both.filter(Boolean)).toHaveLength(1);
    const { checksum, events } = await store.recent(ref, 'prod');
    expect(events).toHaveLength(3);
    expect(events[0].at).toBe('2026-01-01T12:02:00.000Z');
    expect(checksum).toBe('sum');
  });

  it('samples keep number, gap and error apart', async () => {
    const store = new SampleStore(db);
    await store.add('run', at(1), [
      { series: 'weight', measurement: { kind: 'number', value: 10 } },
      { series: 'canary:rate', measurement: { kind: 'number', value: 99.5 } },
      { series: 'stable:rate', measurement: { kind: 'no-data' } },
      {
        series: 'canary:requests',
        measurement: { kind: 'number', value: 497.6 },
      },
      { series: 'canary:errors', measurement: { kind: 'number', value: 31.2 } },
    ]);
    await store.add('run', at(2), [
      {
        series: 'canary:rate',
        measurement: { kind: 'error', message: 'down' },
      },
    ]);
    await store.add('other', at(2), [
      { series: 'weight', measurement: { kind: 'number', value: 50 } },
    ]);
    const samples = await store.ofRun('run');
    expect(samples.weight).toEqual([[at(1).getTime(), 10]]);
    expect(samples.metrics.rate).toEqual({
      canary: [
        { at: at(1).getTime(), kind: 'number', value: 99.5 },
        { at: at(2).getTime(), kind: 'error', message: 'down' },
      ],
      stable: [{ at: at(1).getTime(), kind: 'no-data' }],
    });
    expect(samples.counts).toEqual({ canary: { requests: 498, errors: 31 } });
    await store.prune(at(2));
    expect((await store.ofRun('run')).weight).toEqual([]);
  });

  it('a source remembers since when it is as it is', async () => {
    const store = new SourceStore(db);
    const report = (state: 'ok' | 'unreachable', seconds: number) =>
      store.report(
        { scope: 'cluster:one', part: 'pods@dev', state },
        at(seconds),
      );
    await expect(report('ok', 1)).resolves.toBe(false);
    await expect(report('unreachable', 2)).resolves.toBe(true);
    await expect(report('unreachable', 3)).resolves.toBe(false);
    await store.touch('cluster:one', ['pods@dev'], at(4));
    expect(await store.list()).toEqual([
      {
        scope: 'cluster:one',
        part: 'pods@dev',
        state: 'unreachable',
        since: at(2).toISOString(),
        contactAt: at(1).toISOString(),
      },
    ]);
    await store.keepOnlyParts('cluster:one', ['deployments@dev']);
    expect(await store.list()).toEqual([]);
  });

  it('a repository is refreshed by one replica at a time, and only while it is looked at', async () => {
    const store = new RepositoryStore(db);
    const claim = (seconds: number) =>
      store.claimDue({
        now: at(seconds),
        requestedAfter: at(seconds - 60),
        refreshedBefore: at(seconds - 10),
        limit: 10,
      });
    await store.request('github.com/heal7/shop', at(0));
    const claims = await Promise.all([claim(1), claim(1)]);
    expect(claims.flat()).toHaveLength(1);
    await expect(
      store.save(
        'github.com/heal7/shop',
        { runs: [], commits: [], unknownCommits: ['x'] },
        at(2),
      ),
    ).resolves.toBe(true);
    expect(await claim(5)).toEqual([]);
    const [again] = await claim(15);
    expect(again.facts.unknownCommits).toEqual(['x']);
    await expect(
      store.fail('github.com/heal7/shop', 'down', at(16)),
    ).resolves.toBe(true);
    await expect(
      store.fail('github.com/heal7/shop', 'down', at(17)),
    ).resolves.toBe(false);
    expect(await store.get('github.com/heal7/shop')).toMatchObject({
      error: 'down',
      errorSince: at(16).toISOString(),
    });
    await expect(
      store.save('github.com/heal7/shop', again.facts, at(18)),
    ).resolves.toBe(true);
    expect((await store.get('github.com/heal7/shop'))?.error).toBeUndefined();
    expect(await claim(90)).toEqual([]);
  });
});
