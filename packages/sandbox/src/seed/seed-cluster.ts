import { applicationKind } from '../argocd/application';
import { KubeObject, ObjectStore } from '../kubernetes/object-store';
import { SandboxEnvironment, SeededDeployment } from './seed-manifests';

export interface ClusterSeedOptions {
  store: ObjectStore;
  environments: readonly SandboxEnvironment[];
  gitUrl: string;
}

const virtualServiceGroup = 'networking.istio.io/v1';

/** What the platform team installs in a cluster by hand: namespaces, gateway, project and the root Application of each environment. */
export function seedCluster({
  store,
  environments,
  gitUrl,
}: ClusterSeedOptions): void {
  const objects: KubeObject[] = [
    namespace('argocd'),
    namespace('istio-system'),
    namespace('monitoring'),
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'AppProject',
      metadata: { name: 'heal7', namespace: 'argocd' },
      spec: {
        description: 'The services of HEAL7.',
        sourceRepos: [gitUrl],
        destinations: environments.map(environment => ({
          server: 'https://kubernetes.default.svc',
          namespace: `heal7-${environment}`,
        })),
        clusterResourceWhitelist: [{ group: '', kind: 'Namespace' }],
      },
    },
    ...environments.flatMap(environment => [
      namespace(`heal7-${environment}`),
      gateway(`heal7-${environment}`),
      rootApplication(environment, gitUrl),
    ]),
  ];
  for (const object of objects) {
    const { name, namespace: within } = object.metadata;
    if (!store.get(object, within, name)) {
      store.create(object);
    }
  }
}

/**
 * Applications with the history they had, as a cluster has them that was restored from a backup (Argo CD keeps the history in
 * the object). What runs is up to the first sync.
 */
export function restoreApplications(
  store: ObjectStore,
  applications: readonly KubeObject[],
  deployments: readonly SeededDeployment[],
): void {
  for (const application of applications) {
    const { name, namespace: within, labels = {} } = application.metadata;
    if (store.get(applicationKind, within, name)) {
      continue;
    }
    const created = store.create(application);
    const past = deployments.filter(
      it =>
        it.service === labels['heal7.io/service'] &&
        it.environment === labels['heal7.io/environment'],
    );
    // The newest is what the first sync deploys; it makes its own entry.
    const history = past.slice(0, -1).map((deployment, id) => ({
      id,
      revision: deployment.revision,
      deployStartedAt: timestamp(deployment.date),
      deployedAt: timestamp(new Date(deployment.date.getTime() + 60_000)),
      source: application.spec?.source,
      initiatedBy: { automated: true },
    }));
    store.updateStatus({ ...created, status: { history } });
  }
}

function namespace(name: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  };
}

function gateway(within: string): KubeObject {
  return {
    apiVersion: virtualServiceGroup,
    kind: 'Gateway',
    metadata: { name: 'heal7-gateway', namespace: within },
    spec: {
      selector: { istio: 'ingressgateway' },
      servers: [
        {
          port: { number: 443, name: 'https', protocol: 'HTTPS' },
          tls: { mode: 'SIMPLE', credentialName: 'heal7-tls' },
          hosts: ['heal7.com', 'api.heal7.com'],
        },
      ],
    },
  };
}

function rootApplication(
  environment: SandboxEnvironment,
  gitUrl: string,
): KubeObject {
  return {
    ...applicationKind,
    metadata: {
      name: `root-${environment}`,
      namespace: 'argocd',
      labels: { 'heal7.io/environment': environment },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: 'default',
      source: {
        repoURL: gitUrl,
        targetRevision: 'main',
        path: `applications/${environment}`,
        directory: { recurse: false },
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'argocd',
      },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    },
  };
}

function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
