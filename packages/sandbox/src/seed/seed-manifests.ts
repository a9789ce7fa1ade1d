import path from 'node:path';
import { GithubServer } from '../github';
import { renderManifests } from './render-manifests';
import { RenderedFiles, renderDirectory } from './render-directory';
import { ciPerson, personOf } from './people';
import { SeededService, SeededVersion } from './seed-repositories';
import { imageRepository } from './seed-service';

export const environments = ['dev', 'staging', 'prod'] as const;
export type SandboxEnvironment = (typeof environments)[number];

export const MANIFESTS_REPOSITORY = 'heal7/k8s-manifests';

/** That a version went to an environment, with the commit that said so. */
export interface SeededDeployment {
  service: string;
  environment: SandboxEnvironment;
  tag: string;
  revision: string;
  date: Date;
}

export interface ManifestSeedOptions {
  github: Pick<GithubServer, 'createRepository' | 'commitFiles'>;
  templates: string;
  gitUrl: string;
  portalUrl: string;
  gatesToken: string;
  prometheusUrl: string;
  now: Date;
}

const README = `# k8s-manifests

What runs where. Argo CD makes the clusters look like this repository; nobody needs \`kubectl apply\`.

| folder | what |
| --- | --- |
| \`environments/<environment>/<service>/\` | Helm chart and values; \`image.tag\` in \`values-<environment>.yaml\` is the version |
| \`applications/<environment>/\` | the Argo CD Application of each service |
| \`projects/\` | the AppProject they all belong to |
`;

const HOUR_MS = 3_600_000;

/** `heal7/k8s-manifests`: everything at the first versions, then one commit a deployment, in the order they happened. */
export async function seedManifests(
  services: readonly SeededService[],
  options: ManifestSeedOptions,
): Promise<SeededDeployment[]> {
  const { github } = options;
  const steps = services
    .flatMap(deploymentsOf)
    .sort((a, b) => a.date.getTime() - b.date.getTime());
  const files: RenderedFiles = {
    'README.md': README,
    ...(await renderDirectory(
      path.join(options.templates, 'parts', 'manifests', 'project'),
      { manifestsRepoUrl: options.gitUrl },
      'projects',
    )),
  };
  for (const service of services) {
    for (const environment of environments) {
      Object.assign(
        files,
        await manifestsOf(service, environment, '', options),
      );
    }
  }
  await github.createRepository({
    owner: 'heal7',
    name: 'k8s-manifests',
    description:
      'What runs where: Helm charts, values and Argo CD Applications.',
    topics: ['heal7', 'gitops'],
    files,
    message: 'Charts and applications of all services',
    author: personOf('taeyang'),
    date: new Date(options.now.getTime() - 30 * 24 * HOUR_MS),
  });
  const deployments: SeededDeployment[] = [];
  for (const { service, version, environment, date } of steps) {
    const file = valuesPath(environment, service.name);
    const rendered = await manifestsOf(
      service,
      environment,
      version.tag,
      options,
    );
    const isPromotion = environment !== 'dev';
    const revision = await github.commitFiles(
      MANIFESTS_REPOSITORY,
      'main',
      { [file]: rendered[file] },
      `Deploy ${service.name} ${version.tag} to ${environment}`,
      isPromotion ? personOf('haneul') : ciPerson,
      {},
      date,
    );
    deployments.push({
      service: service.name,
      environment,
      tag: version.tag,
      revision,
      date,
    });
  }
  return deployments;
}

export function valuesPath(environment: string, service: string): string {
  return path.posix.join(
    'environments',
    environment,
    service,
    `values-${environment}.yaml`,
  );
}

function deploymentsOf(service: SeededService): Array<{
  service: SeededService;
  version: SeededVersion;
  environment: SandboxEnvironment;
  date: Date;
}> {
  return service.seeded.flatMap(version =>
    environments.flatMap(environment => {
      const hours = version.deployed?.[environment];
      return hours === undefined
        ? []
        : [
            {
              service,
              version,
              environment,
              date: new Date(version.date.getTime() + hours * HOUR_MS),
            },
          ];
    }),
  );
}

function manifestsOf(
  service: SeededService,
  environment: SandboxEnvironment,
  imageTag: string,
  options: ManifestSeedOptions,
): Promise<RenderedFiles> {
  return renderManifests(path.join(options.templates, 'parts', 'manifests'), {
    ...service.manifests,
    kind: service.kind,
    name: service.name,
    description: service.description,
    owner: service.owner,
    environment,
    imageRepository: imageRepository(service.name),
    imageTag,
    portalUrl: options.portalUrl,
    gatesToken: options.gatesToken,
    prometheusAddress: options.prometheusUrl,
    manifestsRepoUrl: options.gitUrl,
  });
}
