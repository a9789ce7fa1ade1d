import { JsonObject } from '@backstage/types';
import { deployment, parsed, replicaSet } from '../../__testUtils__/objects';
import { parseImage } from './parse-image';
import { parseDeployment, parsePod, parseReplicaSet } from './parse-workloads';
import { workloadState } from './workload-state';

describe('parseImage', () => {
  it.each([
    ['shop:1.2', { repository: 'shop', tag: '1.2' }],
    ['shop', { repository: 'shop', tag: 'latest' }],
    [
      'host:5000/team/shop',
      { repository: 'host:5000/team/shop', tag: 'latest' },
    ],
    [
      'host:5000/team/shop:1.2@sha256:abc',
      { repository: 'host:5000/team/shop', tag: '1.2' },
    ],
    ['shop@sha256:abc', { repository: 'shop', tag: 'sha256:abc' }],
    ['', undefined],
  ])('%s', (image, expected) => expect(parseImage(image)).toEqual(expected));
});

const state = (
  shape: Parameters<typeof deployment>[0],
  replicaSets: JsonObject[] = [],
  pods: JsonObject[] = [],
) =>
  workloadState(
    parseDeployment(parsed(deployment(shape)), 'shop'),
    replicaSets.map(raw => parseReplicaSet(parsed(raw), 'shop')),
    pods.map(raw => parsePod(parsed(raw), 'shop')),
  );
const set = (tag: string, revision: number, ready: number, owner = 'shop') =>
  replicaSet({
    namespace: 'dev',
    tag,
    revision,
    ready,
    owner,
    createdAt: `2026-01-0${revision}T00:00:00.000Z`,
  });
const blockedPod = (app: string, reason: string): JsonObject => ({
  metadata: { name: `${app}-x`, namespace: 'dev', labels: { app } },
  spec: { containers: [{ name: 'shop', image: 'shop:2' }] },
  status: {
    containerStatuses: [{ name: 'shop', state: { waiting: { reason } } }],
  },
});

describe('workloadState', () => {
  it('is healthy when only the desired version runs', () => {
    expect(
      state({ namespace: 'dev', tag: '2' }, [set('1', 1, 0), set('2', 2, 2)]),
    ).toMatchObject({
      runningTag: '2',
      desiredTag: '2',
      health: 'healthy',
      complete: true,
      runningSince: '2026-01-02T00:00:00.000Z',
    });
  });

  it('lets the old version serve until the new one is complete', () => {
    const half = { namespace: 'dev', tag: '2', updated: 1, ready: 2 };
    expect(state(half, [set('1', 1, 1), set('2', 2, 1)])).toMatchObject({
      runningTag: '1',
      desiredTag: '2',
      health: 'progressing',
      complete: false,
    });
    expect(
      state({ ...half, ready: 1 }, [set('1', 1, 0), set('2', 2, 1)]).runningTag,
    ).toBe('2');
  });

  it('is not taken in by a status from before the change', () => {
    expect(
      state(
        { namespace: 'dev', tag: '2', generation: 2, observedGeneration: 1 },
        [set('1', 1, 2)],
      ),
    ).toMatchObject({
      runningTag: '1',
      health: 'progressing',
      complete: false,
    });
  });

  it('is degraded after the deadline and with pods of its own that cannot start', () => {
    expect(
      state({
        namespace: 'dev',
        tag: '2',
        updated: 1,
        ready: 1,
        deadlineExceeded: true,
      }),
    ).toMatchObject({ health: 'degraded', failed: true });
    const waiting = { namespace: 'dev', tag: '2', updated: 1, ready: 1 };
    expect(
      state(waiting, [], [blockedPod('shop', 'ImagePullBackOff')]),
    ).toMatchObject({
      health: 'degraded',
      blocked: [{ pod: 'shop-x', reason: 'ImagePullBackOff' }],
    });
    expect(
      state(waiting, [], [blockedPod('shop', 'ContainerCreating')]).health,
    ).toBe('progressing');
    expect(
      state(waiting, [], [blockedPod('other', 'CrashLoopBackOff')]).blocked,
    ).toEqual([]);
  });

  it('runs nothing when scaled to zero, and knows only its own ReplicaSets', () => {
    expect(
      state({ namespace: 'dev', tag: '2', replicas: 0 }).runningTag,
    ).toBeUndefined();
    expect(
      state({ namespace: 'dev', tag: '2', updated: 0, ready: 0 }, [
        set('9', 9, 5, 'other'),
      ]).runningTag,
    ).toBeUndefined();
  });

  it('survives objects without anything in them', () => {
    const empty = parsed({ metadata: { name: 'shop' } });
    expect(workloadState(parseDeployment(empty, 'shop'), [], [])).toMatchObject(
      {
        health: 'progressing',
        pods: { ready: 0, desired: 1 },
      },
    );
    expect(parsePod(empty, 'shop').ready).toBe(false);
    expect(parseReplicaSet(empty, 'shop').revision).toBe(0);
  });
});
