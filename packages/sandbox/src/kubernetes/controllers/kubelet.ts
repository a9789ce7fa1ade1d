import { createHash } from 'node:crypto';
import { ImageRegistry } from '../../images/image-registry';
import { KubeObject } from '../object-store';
import { ClusterObjectStore } from '../store/cluster-object-store';
import { objectOf, objectsOf } from '../store/json';
import { timestamp } from './conditions';
import { crashes, missingImage, nextPodStep, PodStep } from './pod-step';
import {
  containersOf,
  imageIdOf,
  restartCountOf,
  withContainerStatuses,
} from './pod-status';
import { Controller, createReconciler } from './reconciler';
import { nodeKind, podKind } from './workload-kinds';

export interface KubeletOptions {
  store: ClusterObjectStore;
  images: ImageRegistry;
  speed: number;
  clock(): Date;
}

/** Scheduler and kubelets of a cluster in one: takes every pod through its life. */
export function createKubelet(options: KubeletOptions): Controller {
  const { store, images, speed, clock } = options;
  /** When the step a pod waits for is due. Lost with the process: after a restart the wait begins anew. */
  const due = new Map<string, { step: string; at: number }>();

  const controller = createReconciler({
    store,
    kind: podKind,
    reconcile(pod) {
      const uid = pod.metadata.uid ?? '';
      const step = nextPodStep(pod, images);
      if (!step) {
        due.delete(uid);
        return undefined;
      }
      const name = `${step.name} ${restartCountOf(pod)}`;
      const waiting = due.get(uid);
      if (waiting?.step !== name) {
        const delay = step.delayMs / speed;
        if (delay > 0) {
          due.set(uid, { step: name, at: clock().getTime() + delay });
          return delay;
        }
      } else if (clock().getTime() < waiting.at) {
        return waiting.at - clock().getTime();
      }
      due.delete(uid);
      perform(options, pod, step);
      return undefined;
    },
  });
  return {
    start: controller.start,
    stop() {
      controller.stop();
      due.clear();
    },
  };
}

/** A pod in one step of its life, and what can be done to it. */
interface Turn {
  store: ClusterObjectStore;
  images: ImageRegistry;
  pod: KubeObject;
  now: Date;
  say(
    type: 'Normal' | 'Warning',
    reason: string,
    message: string,
    component?: string,
  ): void;
}

const turns: Record<PodStep['name'], (turn: Turn) => void> = {
  schedule,
  pull,
  'back-off-pull': backOffPull,
  'become-ready': becomeReady,
  crash,
  restart: ({ store, pod, now }) => startContainers(store, pod, now),
  terminate,
};

function perform(
  { store, images, clock }: KubeletOptions,
  pod: KubeObject,
  step: PodStep,
): void {
  turns[step.name]({
    store,
    images,
    pod,
    now: clock(),
    say: (type, reason, message, component = 'kubelet') =>
      store.recordEvent(pod, { type, reason, message, component }),
  });
}

function schedule({ store, pod, now, say }: Turn): void {
  const { namespace, name } = pod.metadata;
  const node = pickNode(store, pod);
  const bound = store.update({
    ...pod,
    spec: { ...pod.spec, nodeName: node.name },
  });
  say(
    'Normal',
    'Scheduled',
    `Successfully assigned ${namespace}/${name} to ${node.name}`,
    'default-scheduler',
  );
  store.updateStatus(
    withContainerStatuses(
      {
        ...bound,
        status: {
          ...bound.status,
          hostIP: node.address,
          startTime: timestamp(now),
        },
      },
      'Pending',
      now,
      () => ({
        ready: false,
        state: { waiting: { reason: 'ContainerCreating' } },
      }),
    ),
  );
}

function pull({ store, images, pod, now, say }: Turn): void {
  const missing = missingImage(pod, images);
  if (missing) {
    const message = `Failed to pull image "${missing}": rpc error: code = NotFound desc = failed to pull and unpack image "${missing}": ${missing}: not found`;
    say('Normal', 'Pulling', `Pulling image "${missing}"`);
    say('Warning', 'Failed', message);
    say('Warning', 'Failed', 'Error: ErrImagePull');
    waitAll(store, pod, now, 'ErrImagePull', message);
    return;
  }
  for (const { image, name } of containersOf(pod)) {
    say(
      'Normal',
      'Pulled',
      `Container image "${image}" already present on machine`,
    );
    say('Normal', 'Created', `Created container: ${name}`);
    say('Normal', 'Started', `Started container ${name}`);
  }
  startContainers(store, pod, now);
}

function backOffPull({ store, images, pod, now, say }: Turn): void {
  const message = `Back-off pulling image "${missingImage(pod, images) ?? ''}"`;
  say('Normal', 'BackOff', message);
  waitAll(store, pod, now, 'ImagePullBackOff', message);
}

function becomeReady({ store, pod, now }: Turn): void {
  store.updateStatus(
    withContainerStatuses(pod, 'Running', now, () => ({
      ready: true,
      started: true,
    })),
  );
}

function crash({ store, images, pod, now, say }: Turn): void {
  const { namespace, name } = pod.metadata;
  store.updateStatus(
    withContainerStatuses(
      pod,
      'Running',
      now,
      ({ image, name: container }, last) => {
        if (!crashes(image, images)) {
          return { ready: true, started: true };
        }
        const message = `back-off restarting failed container=${container} pod=${name}_${namespace}`;
        say('Warning', 'BackOff', message);
        return {
          ready: false,
          started: false,
          restartCount: Number(last.restartCount ?? 0) + 1,
          state: { waiting: { reason: 'CrashLoopBackOff', message } },
          lastState: {
            terminated: {
              exitCode: 1,
              reason: 'Error',
              startedAt: objectOf(objectOf(last.state).running).startedAt,
              finishedAt: timestamp(now),
            },
          },
        };
      },
    ),
  );
}

function terminate({ store, pod, say }: Turn): void {
  const { namespace, name } = pod.metadata;
  for (const { name: container } of containersOf(pod)) {
    say('Normal', 'Killing', `Stopping container ${container}`);
  }
  store.delete(podKind, namespace, name, { force: true });
}

function waitAll(
  store: ClusterObjectStore,
  pod: KubeObject,
  now: Date,
  reason: string,
  message: string,
): void {
  store.updateStatus(
    withContainerStatuses(pod, 'Pending', now, () => ({
      ready: false,
      state: { waiting: { reason, message } },
    })),
  );
}

function startContainers(
  store: ClusterObjectStore,
  pod: KubeObject,
  now: Date,
): void {
  const podIP = ipFrom('10.1', pod.metadata.uid ?? '');
  const status = { ...pod.status, podIP, podIPs: [{ ip: podIP }] };
  store.updateStatus(
    withContainerStatuses(
      { ...pod, status },
      'Running',
      now,
      ({ image }, last) =>
        objectOf(last.state).running
          ? {}
          : {
              ready: false,
              started: true,
              imageID: imageIdOf(String(image)),
              state: { running: { startedAt: timestamp(now) } },
            },
    ),
  );
}

function pickNode(
  store: ClusterObjectStore,
  pod: KubeObject,
): { name: string; address: unknown } {
  const nodes = store.list(nodeKind);
  const digest = createHash('sha1')
    .update(pod.metadata.uid ?? '')
    .digest();
  const node = nodes[digest[0] % nodes.length];
  const address = objectsOf(node?.status?.addresses).find(
    ({ type }) => type === 'InternalIP',
  );
  return { name: node?.metadata.name ?? 'node-1', address: address?.address };
}

function ipFrom(prefix: string, text: string): string {
  const digest = createHash('sha1').update(text).digest();
  return `${prefix}.${digest[1]}.${(digest[2] % 254) + 1}`;
}
