import { KubeObject } from '../kubernetes/object-store';
import { TimeSeriesDatabase } from '../prometheus';
import { evaluate } from '../promql';
import { createRandom } from './random';
import {
  createPod,
  createVirtualService,
  imagesByTag,
  PodOptions,
} from './testing/kube-objects';
import { StaticObjectStore } from './testing/static-object-store';
import { TrafficGenerator } from './traffic-generator';

const namespace = 'heal7-prod';
const service = 'heal7-backend';

function setUp(objects: KubeObject[]) {
  const database = new TimeSeriesDatabase();
  const store = new StaticObjectStore('heal7-prod', objects);
  let now = Date.UTC(2026, 0, 15);
  const generator = new TrafficGenerator({
    stores: [store],
    images: imagesByTag,
    database,
    now: () => now,
    random: createRandom(1),
  });
  const run = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      generator.tick();
      now += 1000;
    }
  };
  /** The only number of the answer; undefined = empty. */
  const ask = (query: string) => {
    const value = evaluate(query, database, { time: now - 1000 });
    return value.type === 'vector' ? value.samples[0]?.value : undefined;
  };
  return { store, run, ask };
}

const pod = (quality: PodOptions['quality'], extra: Partial<PodOptions> = {}) =>
  createPod({
    namespace,
    workload: service,
    name: `${service}-5f7d-abcde`,
    quality,
    ...extra,
  });
const primary = (quality: PodOptions['quality']) =>
  pod(quality, {
    workload: `${service}-primary`,
    name: `${service}-primary-5f7d-fghij`,
  });

const errorShare = (app: string, window: string) =>
  `sum(rate(http_requests_total{app="${app}",status="500"}[${window}])) / sum(rate(http_requests_total{app="${app}"}[${window}]))`;
const rate = (app: string) =>
  `sum(rate(http_requests_total{app="${app}"}[1m]))`;

describe('TrafficGenerator', () => {
  it('sends requests to pods that are ready, and to no others', () => {
    const { run, ask } = setUp(pod('healthy'));
    run(90);
    expect(ask(rate(service))).toBeGreaterThan(35);
    const other = setUp(pod('healthy', { ready: false }));
    other.run(90);
    expect(other.ask(rate(service))).toBeUndefined();
  });

  it('splits the requests as the VirtualService says', () => {
    const { run, ask } = setUp([
      ...primary('healthy'),
      ...pod('bad'),
      createVirtualService(namespace, service, 25),
    ]);
    run(120);
    expect(ask(rate(service))! / ask(rate(`${service}-primary`))!).toBeCloseTo(
      1 / 3,
      1,
    );
    expect(ask(errorShare(service, '1m'))).toBeGreaterThan(0.04);
    expect(
      ask(
        'sum(rate(istio_requests_total{destination_workload="heal7-backend",response_code="500"}[1m]))',
      ),
    ).toBeGreaterThan(0);
  });

  it('leaves everything to the primary without a VirtualService', () => {
    const { run, ask } = setUp([...primary('healthy'), ...pod('healthy')]);
    run(60);
    expect(ask(rate(service))).toBe(0);
    expect(ask(rate(`${service}-primary`))).toBeGreaterThan(30);
  });

  it('bad-later fails once it has served everyone for 45 s', () => {
    const { run, ask } = setUp(pod('bad-later'));
    run(44);
    expect(ask(errorShare(service, '30s')) ?? 0).toBeLessThan(0.02);
    run(60);
    expect(ask(errorShare(service, '30s'))).toBeCloseTo(0.3, 1);
  });

  it('bad-later behaves as a canary however long, and fails after promotion', () => {
    const { run, ask, store } = setUp([
      ...primary('healthy'),
      ...pod('bad-later'),
      createVirtualService(namespace, service, 50),
    ]);
    run(120);
    expect(ask(errorShare(service, '1m')) ?? 0).toBeLessThan(0.02);
    store.objects = [
      ...primary('bad-later'),
      createVirtualService(namespace, service, 0),
    ];
    run(30);
    expect(ask(errorShare(`${service}-primary`, '20s')) ?? 0).toBeLessThan(
      0.02,
    );
    run(60);
    expect(ask(errorShare(`${service}-primary`, '20s'))).toBeCloseTo(0.3, 1);
  });

  it('silent pods have series and no requests', () => {
    const { run, ask } = setUp(pod('silent'));
    run(60);
    expect(ask(rate(service))).toBe(0);
    expect(ask(`${rate(service)} / ${rate(service)}`)).toBeNaN();
  });

  it('the series of a pod end with it', () => {
    const { run, ask, store } = setUp(pod('healthy'));
    run(10);
    expect(ask('count(up)')).toBe(1);
    store.objects = [];
    run(1);
    expect(ask('count(up)')).toBeUndefined();
  });
});
