import { NotFoundError } from '@backstage/errors';
import { ClusterClient, ClusterClients } from './cluster-client';
import { HttpClusterClient } from './http-cluster-client';
import { ClusterConnection } from './kubernetes-http';

/** A cluster of the config: reachable, or with the reason why delivery cannot use it. */
export type ConfiguredCluster =
  | { name: string; connection: ClusterConnection }
  | { name: string; unusable: string };

/** One client a cluster, made once. */
export class DefaultClusterClients implements ClusterClients {
  readonly #clients = new Map<string, HttpClusterClient>();
  readonly #unusable = new Map<string, string>();

  constructor(clusters: ConfiguredCluster[]) {
    for (const cluster of clusters) {
      if ('connection' in cluster) {
        this.#clients.set(
          cluster.name,
          new HttpClusterClient(cluster.connection),
        );
      } else {
        this.#unusable.set(cluster.name, cluster.unusable);
      }
    }
  }

  get(clusterName: string): ClusterClient {
    const client = this.#clients.get(clusterName);
    if (!client) {
      throw new NotFoundError(
        this.#unusable.get(clusterName) ??
          `Cluster ${clusterName} is not configured under kubernetes.clusterLocatorMethods.`,
      );
    }
    return client;
  }

  names(): string[] {
    return [...this.#clients.keys()];
  }

  close(): void {
    this.#clients.forEach(client => client.close());
  }
}
