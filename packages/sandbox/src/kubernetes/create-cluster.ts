import path from 'node:path';
import { ImageRegistry } from '../images/image-registry';
import { createKubernetesApiServer } from './api/kubernetes-api-server';
import { seedCluster } from './cluster-seed';
import { createAutoscalerController } from './controllers/autoscaler-controller';
import { createDeploymentController } from './controllers/deployment-controller';
import { createKubelet } from './controllers/kubelet';
import { createReplicaSetController } from './controllers/replica-set-controller';
import { ClusterObjectStore } from './store/cluster-object-store';
import { createObjectStore } from './store/memory-object-store';
import { readSnapshot, writeSnapshots } from './store/snapshot-file';

export interface ClusterOptions {
  name: string;
  /** 0 = any free port. */
  port: number;
  /** What clients must send as bearer token. */
  token: string;
  /** Divides every waiting time of the cluster: 10 = ten times as fast as a real one. */
  speed: number;
  images: ImageRegistry;
  /** Where the objects survive restarts, in `<name>.json`; without it they do not. */
  stateDir?: string;
  clock?: () => Date;
}

/** One Kubernetes cluster of the sandbox. */
export interface Cluster {
  readonly name: string;
  readonly token: string;
  /** For the controllers that live in the same process. */
  readonly store: ClusterObjectStore;
  /** Known after `start`. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Store, HTTP API and workload controllers of one cluster. */
export function createCluster(options: ClusterOptions): Cluster {
  const { name, token, speed, images } = options;
  const clock = options.clock ?? (() => new Date());
  const file = options.stateDir && path.join(options.stateDir, `${name}.json`);
  const store = createObjectStore({
    cluster: name,
    clock,
    snapshot: file ? readSnapshot(file) : undefined,
  });
  const server = createKubernetesApiServer({
    store,
    port: options.port,
    token,
    clock,
  });
  const controllers = [
    createDeploymentController({ store, speed, clock }),
    createReplicaSetController(store),
    createKubelet({ store, images, speed, clock }),
    createAutoscalerController(store),
  ];
  const snapshots = file ? writeSnapshots(store, file) : undefined;
  seedCluster(store, clock());

  return {
    name,
    token,
    store,
    get url() {
      return server.url;
    },
    async start() {
      await server.start();
      controllers.forEach(controller => controller.start());
    },
    async stop() {
      controllers.forEach(controller => controller.stop());
      await server.stop();
      await snapshots?.stop();
    },
  };
}
