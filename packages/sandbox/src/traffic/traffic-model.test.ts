import { createRandom } from './random';
import { Behaviour, durationBuckets, sampleTraffic } from './traffic-model';

const load = { requestRate: 40, cpuLimit: 0.5, memoryLimit: 512 * 1024 ** 2 };

function run(behaviour: Behaviour, seconds: number) {
  const random = createRandom(1);
  const total = {
    requests: 0,
    failed: 0,
    under: durationBuckets.map(() => 0),
    cpu: 0,
  };
  for (let second = 0; second < seconds; second++) {
    const increment = sampleTraffic(load, behaviour, 1, random);
    total.requests += increment.succeeded + increment.failed;
    total.failed += increment.failed;
    total.under = total.under.map(
      (count, index) => count + increment.buckets[index],
    );
    total.cpu += increment.cpuSeconds;
  }
  const share = (bound: number) =>
    total.under[durationBuckets.indexOf(bound)] / total.requests;
  return { ...total, errorRate: total.failed / total.requests, share };
}

describe('sampleTraffic', () => {
  it('healthy: 0.1 % errors, 95 % within 100 to 150 ms', () => {
    const { requests, errorRate, share } = run('healthy', 600);
    expect(requests / 600).toBeCloseTo(40, 0);
    expect(errorRate).toBeLessThan(0.003);
    expect(share(0.1)).toBeLessThan(0.95);
    expect(share(0.15)).toBeGreaterThan(0.95);
  });

  it('bad: 8 % errors, the 95th percentile between 500 ms and 1 s', () => {
    const { errorRate, share } = run('bad', 600);
    expect(errorRate).toBeCloseTo(0.08, 1);
    expect(share(0.5)).toBeLessThan(0.95);
    expect(share(1)).toBeGreaterThan(0.95);
  });

  it('failing: 30 % errors', () => {
    expect(run('failing', 600).errorRate).toBeCloseTo(0.3, 1);
  });

  it('idle: no requests, hardly any CPU', () => {
    const { requests, cpu } = run('idle', 60);
    expect(requests).toBe(0);
    expect(cpu).toBeLessThan(1);
  });

  it('repeats itself with the same seed', () => {
    const once = () => sampleTraffic(load, 'bad', 1, createRandom(3));
    expect(once()).toEqual(once());
  });

  it('never exceeds the CPU limit', () => {
    const busy = sampleTraffic(
      { ...load, requestRate: 5000 },
      'healthy',
      1,
      createRandom(1),
    );
    expect(busy.cpuSeconds).toBe(0.5);
  });
});
