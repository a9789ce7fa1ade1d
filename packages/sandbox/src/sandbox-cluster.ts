import path from 'node:path';
import { ArgoCd, createArgoCd } from './argocd';
import { ApiGate, createApiGate } from './cluster-addons/api-gate';
import { createExternalSecrets } from './cluster-addons/external-secrets';
import { createFlagger, Flagger } from './flagger';
import { ImageRegistry } from './images';
import { Cluster, createCluster } from './kubernetes';
import { ClusterName } from './scenarios/faults';
import { SandboxEnvironment } from './seed/seed-manifests';

/** The clusters' bearer token. */
export const CLUSTER_TOKEN = 'sandbox-kubernetes';

export interface SandboxClusterOptions {
  name: ClusterName;
  environments: readonly SandboxEnvironment[];
  port: number;
  speed: number;
  stateDir: string;
  images: ImageRegistry;
  helm: string;
  prometheusUrl: string;
  gitToken: string;
}

/** A cluster with what the platform team runs in it: Argo CD, External Secrets, and Flagger. */
export interface SandboxCluster {
  readonly name: ClusterName;
  readonly environments: readonly SandboxEnvironment[];
  readonly cluster: Cluster;
  readonly argocd: ArgoCd;
  readonly flagger: Flagger;
  readonly gate: ApiGate;
  /** The controllers, once the repositories they read are there. */
  startControllers(): void;
  stop(): Promise<void>;
}

/** Starts the API; the gate in front of it has the port people know. */
export async function startSandboxCluster(
  options: SandboxClusterOptions,
): Promise<SandboxCluster> {
  const { name, environments, port, speed, stateDir, images } = options;
  const cluster = createCluster({
    name,
    port: 0,
    token: CLUSTER_TOKEN,
    speed,
    images,
    stateDir: path.join(stateDir, 'clusters'),
  });
  await cluster.start();
  const gate = await createApiGate({
    port,
    targetPort: Number(new URL(cluster.url).port),
  }).catch(async error => {
    await cluster.stop();
    throw error;
  });
  const { store } = cluster;
  const argocd = createArgoCd({
    store,
    helm: options.helm,
    workDir: path.join(stateDir, 'argocd', name),
    credentials: { username: 'x-access-token', password: options.gitToken },
    speed,
  });
  const flagger = createFlagger({
    store,
    prometheusUrl: options.prometheusUrl,
    speed,
  });
  const secrets = createExternalSecrets(store);
  return {
    name,
    environments,
    cluster,
    argocd,
    flagger,
    gate,
    startControllers() {
      secrets.start();
      flagger.start();
      argocd.start();
    },
    async stop() {
      await gate.close();
      await argocd.stop();
      await flagger.stop();
      secrets.stop();
      await cluster.stop();
    },
  };
}
