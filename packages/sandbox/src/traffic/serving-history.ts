import { ImageQuality } from '../images/image-registry';
import { PodFacts } from './pod-facts';
import { Behaviour } from './traffic-model';

/** Since when each workload has been serving users with which image; `bad-later` images turn by it. */
export class ServingHistory {
  private since = new Map<string, number>();

  constructor(private readonly lateSeconds: number) {}

  /** To be called with everything that serves right now; what is not among it is forgotten. */
  observe(cluster: string, pods: PodFacts[], now: number): void {
    const seen = new Set(pods.map(pod => key(cluster, pod)));
    for (const known of this.since.keys()) {
      if (known.startsWith(`${cluster}/`) && !seen.has(known))
        this.since.delete(known);
    }
    for (const current of seen) {
      if (!this.since.has(current)) this.since.set(current, now);
    }
  }

  /** `isStable`: the pod belongs to the workload that serves everyone, not to a canary. */
  behaviour(
    cluster: string,
    pod: PodFacts,
    quality: ImageQuality,
    isStable: boolean,
    now: number,
  ): Behaviour {
    switch (quality) {
      case 'bad':
        return 'bad';
      case 'silent':
      case 'crash':
        return 'idle';
      case 'bad-later': {
        const since = this.since.get(key(cluster, pod)) ?? now;
        return isStable && now - since >= this.lateSeconds * 1000
          ? 'failing'
          : 'healthy';
      }
      default:
        return 'healthy';
    }
  }
}

function key(cluster: string, pod: PodFacts): string {
  return `${cluster}/${pod.namespace}/${pod.workload}/${pod.image}`;
}
