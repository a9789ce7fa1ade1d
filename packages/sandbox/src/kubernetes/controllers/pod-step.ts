import { ImageRegistry } from '../../images/image-registry';
import { KubeObject } from '../object-store';
import { hasCondition } from './conditions';
import {
  containersOf,
  imagesOf,
  restartCountOf,
  waitingReason,
} from './pod-status';
import { objectOf } from '../store/json';

/** What can happen to a pod next. */
export const podStepNames = [
  'schedule',
  'pull',
  'back-off-pull',
  'become-ready',
  'crash',
  'restart',
  'terminate',
] as const;
export type PodStepName = (typeof podStepNames)[number];

export interface PodStep {
  name: PodStepName;
  /** In cluster time; a faster sandbox divides it. */
  delayMs: number;
}

const PULL_MS = 3_000;
const PULL_BACK_OFF_MS = 5_000;
const PULL_RETRY_MS = 20_000;
const READY_MS = 4_000;
const CRASH_MS = 2_000;
const RESTART_MS = 10_000;
const RESTART_MAX_MS = 300_000;
const TERMINATE_MS = 2_000;

/** The registry we own answers for its images; for those of others the sandbox assumes that they exist. */
const OWN_REGISTRY = /^[0-9]+\.dkr\.ecr\.[^/]+\.amazonaws\.com\//;

export function missingImage(
  pod: KubeObject,
  images: ImageRegistry,
): string | undefined {
  return imagesOf(pod).find(
    image => OWN_REGISTRY.test(image) && !images.find(image),
  );
}

export function crashes(image: unknown, images: ImageRegistry): boolean {
  return images.find(String(image))?.quality === 'crash';
}

/** The next thing to happen to a pod and how long it takes; undefined when it just runs. */
export function nextPodStep(
  pod: KubeObject,
  images: ImageRegistry,
): PodStep | undefined {
  if (pod.metadata.deletionTimestamp) {
    return { name: 'terminate', delayMs: TERMINATE_MS };
  }
  if (!pod.spec?.nodeName) {
    return { name: 'schedule', delayMs: 0 };
  }
  switch (waitingReason(pod)) {
    case 'ContainerCreating':
      return { name: 'pull', delayMs: PULL_MS };
    case 'ErrImagePull':
      return { name: 'back-off-pull', delayMs: PULL_BACK_OFF_MS };
    case 'ImagePullBackOff':
      return { name: 'pull', delayMs: PULL_RETRY_MS };
    case 'CrashLoopBackOff': {
      const delayMs = RESTART_MS * 2 ** (restartCountOf(pod) - 1);
      return { name: 'restart', delayMs: Math.min(delayMs, RESTART_MAX_MS) };
    }
    default:
  }
  if (pod.status?.phase !== 'Running' || hasCondition(pod, 'Ready')) {
    return undefined;
  }
  if (containersOf(pod).some(({ image }) => crashes(image, images))) {
    return { name: 'crash', delayMs: CRASH_MS };
  }
  return { name: 'become-ready', delayMs: READY_MS + initialDelayMs(pod) };
}

function initialDelayMs(pod: KubeObject): number {
  const delays = containersOf(pod).map(({ readinessProbe }) =>
    Number(objectOf(readinessProbe).initialDelaySeconds ?? 0),
  );
  return 1000 * Math.max(0, ...delays);
}
