import { parse } from 'yaml';
import { GithubServer } from '../github';
import { ImageRegistry } from '../images/image-registry';
import { ObjectStore } from '../kubernetes/object-store';
import { toKubeObject } from '../kubernetes/store/kube-object';
import { restoreApplications, seedCluster } from './seed-cluster';
import {
  MANIFESTS_REPOSITORY,
  SandboxEnvironment,
  SeededDeployment,
  seedManifests,
} from './seed-manifests';
import { SeededService, seedRepository } from './seed-repositories';
import { seedServices } from './seed-service';
import { seedWorkflows } from './seed-workflows';

const GATES_TOKEN = 'sandbox-flagger';

export interface SandboxSeedOptions {
  /** The folder `templates` of the portal. */
  templates: string;
  /** The folder with the files of each service that the template does not have. */
  overlays: string;
  portalUrl: string;
  prometheusUrl: string;
  gitUrl: string;
  github: GithubServer;
  images: ImageRegistry;
  clusters: ReadonlyArray<{
    environments: readonly SandboxEnvironment[];
    cluster: { store: ObjectStore };
  }>;
  log(message: string): void;
}

/** On the first start: repositories, images and clusters as if HEAL7 had been there for weeks. Later: nothing. */
export async function seedSandbox(options: SandboxSeedOptions): Promise<void> {
  const { github, clusters, gitUrl, log } = options;
  const isFirst = !github.hasRepository(MANIFESTS_REPOSITORY);
  if (isFirst) {
    log('First start: making the repositories of HEAL7');
  }
  const deployments = isFirst ? await seedGit(options) : [];
  for (const { cluster, environments } of clusters) {
    seedCluster({ store: cluster.store, environments, gitUrl });
    if (isFirst) {
      restoreApplications(
        cluster.store,
        await readApplications(github, environments),
        deployments,
      );
    }
  }
}

async function seedGit({
  github,
  images,
  templates,
  overlays,
  portalUrl,
  prometheusUrl,
  gitUrl,
}: SandboxSeedOptions): Promise<SeededDeployment[]> {
  const now = new Date();
  const workflowsCommit = await seedWorkflows({ github, templates, now });
  const services: SeededService[] = [];
  for (const service of seedServices) {
    services.push(
      await seedRepository(service, {
        github,
        images,
        templates,
        overlays,
        workflowsCommit,
        now,
      }),
    );
  }
  // The manifests last: they are what the next start looks for.
  return seedManifests(services, {
    github,
    templates,
    gitUrl,
    portalUrl,
    gatesToken: GATES_TOKEN,
    prometheusUrl,
    now,
  });
}

async function readApplications(
  github: GithubServer,
  environments: readonly SandboxEnvironment[],
) {
  const files = environments.flatMap(environment =>
    seedServices.map(({ name }) => `applications/${environment}/${name}.yaml`),
  );
  const texts = await Promise.all(
    files.map(file => github.readFile(MANIFESTS_REPOSITORY, 'main', file)),
  );
  return texts.map(text => toKubeObject(parse(text ?? '')));
}
