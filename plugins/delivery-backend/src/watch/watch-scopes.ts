import { EnvironmentConfig } from '../config/delivery-config';
import { WatchScope, WatchedKind } from './cluster-watch';

const workloadKinds: WatchedKind[] = ['deployment', 'replicaSet', 'pod'];
const rolloutKinds: WatchedKind[] = ['canary', 'virtualService', 'event'];

/**
 * What has to be watched in which cluster: one watch a kind and namespace, whatever the number of services. A namespace
 * per service (`{service}`) makes one watch over all namespaces. Canaries only where the environment uses them.
 */
export function watchScopes(
  environments: EnvironmentConfig[],
): Map<string, WatchScope[]> {
  const scopes = new Map<string, WatchScope[]>();
  const add = (cluster: string, scope: WatchScope) => {
    const known = scopes.get(cluster) ?? [];
    const covered = known.some(
      ({ kind, namespace }) =>
        kind === scope.kind &&
        (namespace === undefined || namespace === scope.namespace),
    );
    if (!covered) {
      // A watch over all namespaces replaces those of single ones.
      const rest = known.filter(
        ({ kind }) => kind !== scope.kind || scope.namespace !== undefined,
      );
      scopes.set(cluster, [...rest, scope]);
    }
  };
  for (const { argocdCluster, cluster, namespace, strategy } of environments) {
    if (!cluster) {
      continue;
    }
    const place = namespace.includes('{service}') ? {} : { namespace };
    const kinds =
      strategy === 'rolling'
        ? workloadKinds
        : [...workloadKinds, ...rolloutKinds];
    kinds.forEach(kind => add(cluster, { kind, ...place }));
    add(argocdCluster ?? cluster, { kind: 'application' });
  }
  return scopes;
}
