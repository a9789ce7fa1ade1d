import { KubeObject } from '../../kubernetes/object-store';
import { createRandom, TrafficGenerator } from '../../traffic';
import {
  createDeployment,
  createPod,
  createVirtualService,
  imagesByTag,
} from '../../traffic/testing/kube-objects';
import { StaticObjectStore } from '../../traffic/testing/static-object-store';
import { TimeSeriesDatabase } from '../time-series-database';

/** Unix milliseconds; the data covers `DURATION` from here. */
export const START = Date.UTC(2026, 0, 15, 6, 0, 0);
export const DURATION = 25 * 60_000;
const SCRAPE_INTERVAL = 5000;

const prod = 'heal7-prod';
const service = 'heal7-backend';

/** What runs in production: a healthy primary, and between minutes 5 and 12 a bad canary. */
function production(minute: number): KubeObject[] {
  const primary = ['abcde', 'fghij'].flatMap(suffix =>
    createPod({
      namespace: prod,
      workload: `${service}-primary`,
      name: `${service}-primary-5f7d-${suffix}`,
      quality: 'healthy',
    }),
  );
  const running = minute >= 5 && minute < 12;
  const canary = createPod({
    namespace: prod,
    workload: service,
    name: `${service}-6c8b-klmno`,
    quality: 'bad',
  });
  return [
    ...primary,
    ...(running ? canary : []),
    createVirtualService(prod, service, running ? 30 : 0),
    createDeployment(prod, service, running ? 1 : 0),
    createDeployment(prod, `${service}-primary`, 2),
  ];
}

/** A pod whose counters start over at minute 13, and services without requests. */
function development(minute: number): KubeObject[] {
  return [
    ...createPod({
      namespace: 'heal7-staging',
      workload: 'heal7-frontend',
      name: 'heal7-frontend-7d9c-pqrst',
      uid: minute < 13 ? 'before' : 'after',
      quality: 'bad-later',
    }),
    ...createPod({
      namespace: 'heal7-dev',
      workload: 'saju-calculator',
      name: 'saju-calculator-8e0d-uvwxy',
      quality: 'silent',
    }),
    ...createPod({
      namespace: 'heal7-dev',
      workload: service,
      name: `${service}-9f1e-zabcd`,
      quality: 'healthy',
    }),
  ];
}

/** Healthy, bad, late, idle, new, ended and restarted series, the same each time. */
export function generateSampleData(): TimeSeriesDatabase {
  const database = new TimeSeriesDatabase();
  const clusters = [
    new StaticObjectStore('heal7-prod', []),
    new StaticObjectStore('heal7-dev', []),
  ];
  let now = START;
  const generator = new TrafficGenerator({
    stores: clusters,
    images: imagesByTag,
    database,
    now: () => now,
    random: createRandom(7),
    controllerMetrics: () => [
      {
        labels: {
          __name__: 'flagger_canary_weight',
          workload: service,
          namespace: prod,
        },
        value: Math.floor((now - START) / 60_000),
      },
    ],
  });
  for (; now <= START + DURATION; now += SCRAPE_INTERVAL) {
    const minute = (now - START) / 60_000;
    clusters[0].objects = production(minute);
    clusters[1].objects = development(minute);
    generator.tick();
  }
  return database;
}
