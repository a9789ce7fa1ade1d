import { ImageRegistry } from '../images/image-registry';
import { ObjectStore } from '../kubernetes/object-store';
import { ScrapedSample, TimeSeriesDatabase } from '../prometheus';
import { readDeploymentMetrics } from './deployment-metrics';
import { PodCounters } from './pod-counters';
import { PodFacts, readServingPods } from './pod-facts';
import { readPodMetrics } from './pod-metrics';
import { Random } from './random';
import { ServingHistory } from './serving-history';
import { sampleTraffic } from './traffic-model';
import { readTrafficSplit } from './traffic-split';

/** Requests a second for each service in a namespace. */
export const defaultRequestRates: Record<string, number> = {
  'heal7-dev': 2,
  'heal7-staging': 8,
  'heal7-prod': 120,
};

const DEFAULT_LATE_SECONDS = 45;
/** A laptop that slept must not produce an hour's traffic in one scrape. */
const MAX_STEP_SECONDS = 5;

export interface TrafficGeneratorOptions {
  stores: ObjectStore[];
  images: ImageRegistry;
  database: TimeSeriesDatabase;
  /** Unix milliseconds. */
  now(): number;
  random: Random;
  /** By namespace; a namespace that is not listed has no traffic. */
  requestRates?: Record<string, number>;
  /** How long a `bad-later` image serves everyone before it fails. Default 45. */
  lateSeconds?: number;
  /** Metrics of the controllers, such as Flagger's, exposed with the rest. */
  controllerMetrics?: () => ScrapedSample[];
}

/** Users of the sandbox: every tick sends requests to the pods that are ready and scrapes everything once. */
export class TrafficGenerator {
  private readonly counters = new Map<string, PodCounters>();
  private readonly history: ServingHistory;
  private readonly requestRates: Record<string, number>;
  private lastTick: number | undefined;

  constructor(private readonly options: TrafficGeneratorOptions) {
    this.history = new ServingHistory(
      options.lateSeconds ?? DEFAULT_LATE_SECONDS,
    );
    this.requestRates = { ...defaultRequestRates, ...options.requestRates };
  }

  /** To be called about once a second. */
  tick(): void {
    const now = this.options.now();
    const elapsed = (now - (this.lastTick ?? now)) / 1000;
    const seconds = Math.min(MAX_STEP_SECONDS, Math.max(0, elapsed));
    this.lastTick = now;
    const alive = new Set<string>();
    for (const store of this.options.stores) {
      const pods = readServingPods(store);
      this.history.observe(store.cluster, pods, now);
      const samples = pods.flatMap(pod => {
        const key = `${store.cluster}/${pod.uid}`;
        alive.add(key);
        return this.servePod(store, pod, pods, key, seconds, now);
      });
      this.options.database.scrape(store.cluster, now, [
        ...samples,
        ...readDeploymentMetrics(store),
        ...readPodMetrics(store),
      ]);
    }
    for (const key of this.counters.keys()) {
      if (!alive.has(key)) this.counters.delete(key);
    }
    const { controllerMetrics, database } = this.options;
    if (controllerMetrics)
      database.scrape('controllers', now, controllerMetrics());
  }

  private servePod(
    store: ObjectStore,
    pod: PodFacts,
    allPods: PodFacts[],
    key: string,
    seconds: number,
    now: number,
  ): ScrapedSample[] {
    const siblings = allPods.filter(
      other =>
        other.namespace === pod.namespace && other.service === pod.service,
    );
    const split = readTrafficSplit(store, pod.namespace, pod.service, siblings);
    const replicas = siblings.filter(
      other => other.workload === pod.workload,
    ).length;
    const requestRate =
      ((this.requestRates[pod.namespace] ?? 0) * (split[pod.workload] ?? 0)) /
      replicas;
    const hasPrimary = siblings.some(other => other.workload !== other.service);
    const isStable = pod.workload !== pod.service || !hasPrimary;
    const quality = this.options.images.find(pod.image)?.quality ?? 'healthy';
    const behaviour = this.history.behaviour(
      store.cluster,
      pod,
      quality,
      isStable,
      now,
    );
    const counters = this.counters.get(key) ?? new PodCounters();
    this.counters.set(key, counters);
    counters.add(
      sampleTraffic(
        { ...pod, requestRate },
        behaviour,
        seconds,
        this.options.random,
      ),
    );
    return counters.expose(pod);
  }
}
