import { normal, poisson, Random } from './random';

/** How a pod answers right now; `idle` pods get no requests. */
export const behaviours = ['healthy', 'bad', 'failing', 'idle'] as const;
export type Behaviour = (typeof behaviours)[number];

interface Profile {
  /** Share of requests answered with 500. */
  errorRate: number;
  /** Seconds; durations are log-normal around it. */
  medianDuration: number;
  p95Duration: number;
}

const profiles: Record<Exclude<Behaviour, 'idle'>, Profile> = {
  healthy: { errorRate: 0.001, medianDuration: 0.05, p95Duration: 0.12 },
  bad: { errorRate: 0.08, medianDuration: 0.25, p95Duration: 0.9 },
  /** What `bad-later` turns into. */
  failing: { errorRate: 0.3, medianDuration: 0.08, p95Duration: 0.3 },
};

/** Upper bounds in seconds; +Inf is the count itself. */
export const durationBuckets = [
  0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** The 95th percentile of the standard normal distribution. */
const Z95 = 1.6449;
const CPU_SECONDS_IDLE = 0.01;
const CPU_SECONDS_PER_REQUEST = 0.004;

export interface PodLoad {
  /** Requests a second this pod is expected to get. */
  requestRate: number;
  cpuLimit: number;
  memoryLimit: number;
}

/** What one pod did in one interval: to be added to its counters, except for the memory gauge. */
export interface TrafficIncrement {
  succeeded: number;
  failed: number;
  durationSum: number;
  /** Cumulative, one for each of `durationBuckets`. */
  buckets: number[];
  cpuSeconds: number;
  memoryBytes: number;
}

/** One pod over `seconds`. Pure: the same random numbers give the same traffic. */
export function sampleTraffic(
  load: PodLoad,
  behaviour: Behaviour,
  seconds: number,
  random: Random,
): TrafficIncrement {
  const increment: TrafficIncrement = {
    succeeded: 0,
    failed: 0,
    durationSum: 0,
    buckets: durationBuckets.map(() => 0),
    cpuSeconds: 0,
    memoryBytes: 0,
  };
  const requests =
    behaviour === 'idle' ? 0 : poisson(load.requestRate * seconds, random);
  if (behaviour !== 'idle') {
    const { errorRate, medianDuration, p95Duration } = profiles[behaviour];
    const spread = Math.log(p95Duration / medianDuration) / Z95;
    for (let request = 0; request < requests; request++) {
      if (random() < errorRate) increment.failed += 1;
      else increment.succeeded += 1;
      const duration = medianDuration * Math.exp(spread * normal(random));
      increment.durationSum += duration;
      durationBuckets.forEach((bound, index) => {
        if (duration <= bound) increment.buckets[index] += 1;
      });
    }
  }
  const busy = CPU_SECONDS_IDLE * seconds + CPU_SECONDS_PER_REQUEST * requests;
  increment.cpuSeconds = Math.min(
    load.cpuLimit * seconds,
    busy * (0.9 + 0.2 * random()),
  );
  const requestRate = seconds > 0 ? requests / seconds : 0;
  const share = 0.35 + 0.2 * (1 - Math.exp(-requestRate / 40));
  increment.memoryBytes = Math.round(
    load.memoryLimit * share * (0.99 + 0.02 * random()),
  );
  return increment;
}
