import { ObjectStore } from '../kubernetes/object-store';
import { ScrapedSample } from '../prometheus';
import { sample } from './pod-counters';

/** What kube-state-metrics says of the Deployments of a cluster. */
export function readDeploymentMetrics(store: ObjectStore): ScrapedSample[] {
  return store
    .list({ apiVersion: 'apps/v1', kind: 'Deployment' })
    .flatMap(({ metadata, spec, status }) => {
      const labels = {
        namespace: metadata.namespace ?? '',
        deployment: metadata.name,
      };
      const gauge = (name: string, value: unknown) =>
        sample(name)(labels, typeof value === 'number' ? value : 0);
      return [
        gauge('kube_deployment_spec_replicas', spec?.replicas ?? 1),
        gauge('kube_deployment_status_replicas', status?.replicas),
        gauge(
          'kube_deployment_status_replicas_available',
          status?.availableReplicas,
        ),
        gauge('kube_deployment_status_replicas_ready', status?.readyReplicas),
        gauge(
          'kube_deployment_status_replicas_updated',
          status?.updatedReplicas,
        ),
      ];
    });
}
