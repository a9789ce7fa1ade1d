import { ObjectStore } from '../kubernetes/object-store';
import { objectOf, objectsOf } from '../kubernetes/store/json';
import { ScrapedSample } from '../prometheus';
import { sample } from './pod-counters';

/** What kube-state-metrics says of the pods of a cluster. */
export function readPodMetrics(store: ObjectStore): ScrapedSample[] {
  const ready = sample('kube_pod_status_ready');
  return store
    .list({ apiVersion: 'v1', kind: 'Pod' })
    .flatMap(({ metadata, status }) => {
      const isReady = objectsOf(objectOf(status).conditions).some(
        condition => condition.type === 'Ready' && condition.status === 'True',
      );
      const labels = {
        namespace: metadata.namespace ?? '',
        pod: metadata.name,
      };
      return [
        ready({ ...labels, condition: 'true' }, isReady ? 1 : 0),
        ready({ ...labels, condition: 'false' }, isReady ? 0 : 1),
      ];
    });
}
