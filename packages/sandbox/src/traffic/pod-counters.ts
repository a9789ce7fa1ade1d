import { ScrapedSample } from '../prometheus';
import { METRIC_NAME } from '../promql';
import { PodFacts } from './pod-facts';
import { durationBuckets, TrafficIncrement } from './traffic-model';

/** The counters of one pod since it started, and how they are exposed. */
export class PodCounters {
  private succeeded = 0;
  private failed = 0;
  private durationSum = 0;
  private buckets = durationBuckets.map(() => 0);
  private cpuSeconds = 0;
  private memoryBytes = 0;

  add(increment: TrafficIncrement): void {
    this.succeeded += increment.succeeded;
    this.failed += increment.failed;
    this.durationSum += increment.durationSum;
    this.buckets = this.buckets.map(
      (count, index) => count + increment.buckets[index],
    );
    this.cpuSeconds += increment.cpuSeconds;
    this.memoryBytes = increment.memoryBytes;
  }

  expose(facts: PodFacts): ScrapedSample[] {
    return [
      ...this.http(facts),
      ...this.istio(facts),
      ...(facts.calculates ? this.calculations(facts) : []),
      ...this.resources(facts),
    ];
  }

  private http({ app, namespace, pod }: PodFacts): ScrapedSample[] {
    const labels = { app, namespace, pod };
    const requests = sample('http_requests_total');
    return [
      requests({ ...labels, status: '200' }, this.succeeded),
      // As client libraries do: the series of an outcome begins with its first occurrence.
      ...(this.failed > 0
        ? [requests({ ...labels, status: '500' }, this.failed)]
        : []),
      ...this.histogram('http_request_duration_seconds', labels, 1),
    ];
  }

  /** Every request is one calculation, and the queue is never full. */
  private calculations({ app, namespace, pod }: PodFacts): ScrapedSample[] {
    const labels = { app, namespace, pod };
    return [
      ...this.histogram(
        'calculation_duration_seconds',
        { ...labels, result: 'ok' },
        1,
      ),
      sample('calculations_refused_total')(labels, 0),
    ];
  }

  private istio({
    workload,
    service,
    namespace,
    pod,
  }: PodFacts): ScrapedSample[] {
    const labels = {
      reporter: 'destination',
      destination_workload: workload,
      destination_workload_namespace: namespace,
      destination_service_name: service,
      namespace,
      pod,
    };
    const requests = sample('istio_requests_total');
    return [
      requests({ ...labels, response_code: '200' }, this.succeeded),
      ...(this.failed > 0
        ? [requests({ ...labels, response_code: '500' }, this.failed)]
        : []),
      ...this.histogram('istio_request_duration_milliseconds', labels, 1000),
    ];
  }

  private histogram(
    name: string,
    labels: Record<string, string>,
    unitsPerSecond: number,
  ): ScrapedSample[] {
    const bucket = sample(`${name}_bucket`);
    const count = this.succeeded + this.failed;
    return [
      ...durationBuckets.map((bound, index) =>
        bucket(
          { ...labels, le: String(bound * unitsPerSecond) },
          this.buckets[index],
        ),
      ),
      bucket({ ...labels, le: '+Inf' }, count),
      sample(`${name}_sum`)(labels, this.durationSum * unitsPerSecond),
      sample(`${name}_count`)(labels, count),
    ];
  }

  private resources({
    namespace,
    pod,
    container,
    cpuLimit,
    memoryLimit,
  }: PodFacts): ScrapedSample[] {
    const cpu = sample('container_cpu_usage_seconds_total');
    const memory = sample('container_memory_working_set_bytes');
    const limit = sample('kube_pod_container_resource_limits');
    const one = { namespace, pod, container };
    return [
      cpu(one, this.cpuSeconds),
      memory(one, this.memoryBytes),
      // cAdvisor also reports the pod as a whole, without a container name.
      cpu({ namespace, pod }, this.cpuSeconds),
      memory({ namespace, pod }, this.memoryBytes),
      limit({ ...one, resource: 'cpu', unit: 'core' }, cpuLimit),
      limit({ ...one, resource: 'memory', unit: 'byte' }, memoryLimit),
      sample('up')(
        { job: 'kubernetes-pods', instance: pod, namespace, pod },
        1,
      ),
    ];
  }
}

export function sample(
  name: string,
): (labels: Record<string, string>, value: number) => ScrapedSample {
  return (labels, value) => ({
    labels: { [METRIC_NAME]: name, ...labels },
    value,
  });
}
