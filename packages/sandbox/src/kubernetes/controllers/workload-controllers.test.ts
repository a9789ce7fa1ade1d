import { createObjectStore } from '../store/memory-object-store';
import { objectOf, objectsOf } from '../store/json';
import { deployment, REPOSITORY, registryOf } from '../__testUtils__/fixtures';
import { podStatusText } from '../kinds/core-columns';
import { createAutoscalerController } from './autoscaler-controller';
import { findCondition } from './conditions';
import { createDeploymentController } from './deployment-controller';
import { createKubelet } from './kubelet';
import { createReplicaSetController } from './replica-set-controller';
import {
  deploymentKind,
  podKind,
  replicaSetKind,
  REVISION,
} from './workload-kinds';

const clock = () => new Date();

function newCluster() {
  const store = createObjectStore({ cluster: 'test', clock });
  const images = registryOf({ '1': 'healthy', '2': 'healthy', crash: 'crash' });
  const options = { store, images, speed: 1, clock };
  const controllers = [
    createDeploymentController(options),
    createReplicaSetController(store),
    createKubelet(options),
    createAutoscalerController(store),
  ];
  controllers.forEach(controller => controller.start());
  const get = () => {
    const found = store.get(deploymentKind, 'shop', 'web');
    if (!found) {
      throw new Error('no deployment');
    }
    return found;
  };
  return {
    store,
    images,
    get,
    stop: () => controllers.forEach(controller => controller.stop()),
    setImage: (tag: string) =>
      store.update({
        ...get(),
        spec: { ...get().spec, template: deployment(tag).spec?.template },
      }),
    pods: () =>
      store
        .list(podKind)
        .map(pod =>
          `${objectsOf(pod.spec?.containers)[0].image} ${podStatusText(
            pod,
          )}`.replace(`${REPOSITORY}:`, ''),
        ),
    sets: () =>
      store
        .list(replicaSetKind)
        .map(
          set =>
            `${set.metadata.annotations?.[REVISION]}:${set.spec?.replicas}`,
        )
        .sort(),
    progressing: () => findCondition(get(), 'Progressing')?.reason,
  };
}

describe('workload controllers', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-03-01T10:00:00Z') });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('bring a Deployment to ready pods', () => {
    const cluster = newCluster();
    cluster.store.create(deployment('1', { replicas: 2 }));
    jest.advanceTimersByTime(100);
    expect(cluster.pods()).toEqual([
      '1 ContainerCreating',
      '1 ContainerCreating',
    ]);
    expect(findCondition(cluster.get(), 'Available')?.status).toBe('False');
    jest.advanceTimersByTime(4_000);
    expect(cluster.pods()).toEqual(['1 Running', '1 Running']);
    expect(cluster.get().status?.readyReplicas).toBeUndefined();
    jest.advanceTimersByTime(6_000);
    expect(cluster.get().status).toMatchObject({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    expect(cluster.progressing()).toBe('NewReplicaSetAvailable');
    const [pod] = cluster.store.list(podKind);
    expect(objectsOf(pod.status?.containerStatuses)[0]).toMatchObject({
      image: `${REPOSITORY}:1`,
      ready: true,
      imageID: expect.stringMatching(/@sha256:[0-9a-f]{64}$/),
    });
    const messages = cluster.store
      .list({ apiVersion: 'v1', kind: 'Event' })
      .map(it => it.reason);
    expect(new Set(messages)).toEqual(
      new Set([
        'ScalingReplicaSet',
        'SuccessfulCreate',
        'Scheduled',
        'Pulled',
        'Created',
        'Started',
      ]),
    );
    cluster.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('roll out, keep capacity meanwhile, and roll back to the old ReplicaSet', () => {
    const cluster = newCluster();
    cluster.store.create(deployment('1', { replicas: 4 }));
    jest.advanceTimersByTime(20_000);
    let least = 4;
    let most = 0;
    const stop = cluster.store.watch(({ object }) => {
      if (object.kind === 'Deployment') {
        least = Math.min(least, Number(object.status?.availableReplicas ?? 0));
        most = Math.max(most, Number(object.status?.replicas ?? 0));
      }
    });
    cluster.setImage('2');
    jest.advanceTimersByTime(120_000);
    stop();
    expect(cluster.pods()).toEqual(Array(4).fill('2 Running'));
    expect([least, most]).toEqual([3, 5]);
    expect(cluster.sets()).toEqual(['1:0', '2:4']);
    cluster.setImage('1');
    jest.advanceTimersByTime(120_000);
    expect(cluster.sets()).toEqual(['2:0', '3:4']);
    expect(cluster.get().metadata.annotations?.[REVISION]).toBe('3');
    cluster.stop();
  });

  it('get stuck on an image that does not exist, past the deadline, and recover when it comes', () => {
    const cluster = newCluster();
    cluster.store.create(
      deployment('1', { replicas: 2, progressDeadlineSeconds: 60 }),
    );
    jest.advanceTimersByTime(20_000);
    cluster.setImage('3');
    jest.advanceTimersByTime(20_000);
    expect(cluster.pods().sort()).toEqual([
      '1 Running',
      '1 Running',
      '3 ImagePullBackOff',
    ]);
    expect(cluster.progressing()).toBe('ReplicaSetUpdated');
    jest.advanceTimersByTime(70_000);
    expect(cluster.progressing()).toBe('ProgressDeadlineExceeded');
    expect(findCondition(cluster.get(), 'Available')?.status).toBe('True');
    cluster.images.push({
      repository: REPOSITORY,
      tag: '3',
      commit: 'c',
      quality: 'healthy',
      pushedAt: '',
    });
    jest.advanceTimersByTime(120_000);
    expect(cluster.pods()).toEqual(['3 Running', '3 Running']);
    expect(cluster.progressing()).toBe('NewReplicaSetAvailable');
    cluster.stop();
  });

  it('restart a crashing container more and more slowly', () => {
    const cluster = newCluster();
    cluster.store.create(deployment('crash', { replicas: 1 }));
    jest.advanceTimersByTime(6_000);
    expect(cluster.pods()).toEqual(['crash CrashLoopBackOff']);
    const restarts = () =>
      objectsOf(cluster.store.list(podKind)[0].status?.containerStatuses)[0]
        .restartCount;
    expect(restarts()).toBe(1);
    jest.advanceTimersByTime(12_500);
    expect(restarts()).toBe(2);
    jest.advanceTimersByTime(12_500);
    expect(restarts()).toBe(2);
    jest.advanceTimersByTime(12_500);
    expect(restarts()).toBe(3);
    expect(cluster.get().status?.availableReplicas).toBeUndefined();
    cluster.stop();
  });

  it('pause: scale yes, roll out no', () => {
    const cluster = newCluster();
    cluster.store.create(deployment('1', { replicas: 1 }));
    jest.advanceTimersByTime(20_000);
    cluster.store.patch(deploymentKind, 'shop', 'web', {
      spec: {
        paused: true,
        replicas: 2,
        template: { metadata: { labels: { new: 'yes' } } },
      },
    });
    jest.advanceTimersByTime(20_000);
    expect(cluster.sets()).toEqual(['1:2']);
    expect(cluster.progressing()).toBe('DeploymentPaused');
    cluster.store.patch(deploymentKind, 'shop', 'web', {
      spec: { paused: false },
    });
    jest.advanceTimersByTime(60_000);
    expect(cluster.sets()).toEqual(['1:0', '2:2']);
    cluster.stop();
  });

  it('recreate: no new pod before the last old one is gone', () => {
    const cluster = newCluster();
    cluster.store.create(
      deployment('1', { replicas: 2, strategy: { type: 'Recreate' } }),
    );
    jest.advanceTimersByTime(20_000);
    const mixes: string[] = [];
    cluster.store.watch(() => {
      const tags = new Set(cluster.pods().map(it => it.split(' ')[0]));
      if (tags.size > 1) {
        mixes.push([...tags].join());
      }
    });
    cluster.setImage('2');
    jest.advanceTimersByTime(60_000);
    expect(cluster.pods()).toEqual(['2 Running', '2 Running']);
    expect(mixes).toEqual([]);
    cluster.stop();
  });

  it('forget old ReplicaSets beyond the limit and end pods gently', () => {
    const cluster = newCluster();
    cluster.store.create(
      deployment('1', { replicas: 1, revisionHistoryLimit: 1 }),
    );
    for (const label of ['a', 'b', 'c']) {
      jest.advanceTimersByTime(60_000);
      cluster.store.patch(deploymentKind, 'shop', 'web', {
        spec: { template: { metadata: { labels: { label } } } },
      });
    }
    jest.advanceTimersByTime(60_000);
    expect(cluster.sets()).toEqual(['3:0', '4:1']);
    cluster.store.delete(deploymentKind, 'shop', 'web');
    expect(cluster.sets()).toEqual([]);
    expect(cluster.pods()).toEqual(['1 Terminating']);
    jest.advanceTimersByTime(3_000);
    expect(cluster.pods()).toEqual([]);
    cluster.stop();
  });

  it('autoscale to the minimum, but leave zero alone', () => {
    const cluster = newCluster();
    const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    cluster.store.create(deployment('1', { replicas: 1 }));
    cluster.store.create({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { scaleTargetRef: target, minReplicas: 2, maxReplicas: 3 },
    });
    jest.advanceTimersByTime(20_000);
    expect(cluster.get().status?.availableReplicas).toBe(2);
    const scaleTo = (replicas: number) => {
      cluster.store.patch(deploymentKind, 'shop', 'web', {
        spec: { replicas },
      });
      jest.advanceTimersByTime(20_000);
      return objectOf(cluster.get().spec).replicas;
    };
    expect(scaleTo(9)).toBe(3);
    expect(scaleTo(0)).toBe(0);
    expect(cluster.pods()).toEqual([]);
    cluster.stop();
  });
});
