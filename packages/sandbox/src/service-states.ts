import { applicationKind } from './argocd/application';
import { canaryKind } from './flagger/canary-definition';
import { objectOf, objectsOf, stringOf } from './kubernetes/store/json';
import { SandboxCluster } from './sandbox-cluster';

/** What runs, in one line a service and environment. */
export interface ServiceState {
  application: string;
  cluster: string;
  namespace: string;
  sync?: string;
  health?: string;
  image?: string;
  canary?: string;
}

export function serviceStates({
  name: cluster,
  cluster: { store },
}: Pick<SandboxCluster, 'name' | 'cluster'>): ServiceState[] {
  return store.list(applicationKind, 'argocd').map(application => {
    const spec = objectOf(application.spec);
    const status = objectOf(application.status);
    const namespace =
      stringOf(objectOf(spec.destination).namespace) ?? 'default';
    const service = application.metadata.labels?.['heal7.io/service'];
    const deployment =
      service &&
      store.get(
        { apiVersion: 'apps/v1', kind: 'Deployment' },
        namespace,
        service,
      );
    const template = objectOf(
      objectOf(deployment ? deployment.spec : undefined).template,
    );
    const [container] = objectsOf(objectOf(template.spec).containers);
    const canary = service && store.get(canaryKind, namespace, service);
    return {
      application: application.metadata.name,
      cluster,
      namespace,
      sync: stringOf(objectOf(status.sync).status),
      health: stringOf(objectOf(status.health).status),
      image: stringOf(container?.image)?.split(':').pop(),
      canary: canary
        ? stringOf(objectOf(canary.status).phase) ?? 'Initializing'
        : undefined,
    };
  });
}

/** Everything was compared with the repository and has started; a canary on its way does not count against it. */
export function isSettled(states: readonly ServiceState[]): boolean {
  return (
    states.length > 0 &&
    states.every(
      ({ sync, health, canary }) =>
        sync === 'Synced' &&
        health !== undefined &&
        health !== 'Missing' &&
        (health !== 'Progressing' || canary !== undefined) &&
        canary !== 'Initializing',
    )
  );
}
