import path from 'node:path';
import { GithubServer } from '../github';
import { ImageRegistry } from '../images/image-registry';
import { personOf } from './people';
import { RenderedFiles } from './render-directory';
import { renderService, templateVersion } from './render-service';
import {
  imageRepository,
  SeedService,
  seedTag,
  SeedVersion,
} from './seed-service';
import { WORKFLOWS_REPOSITORY, WORKFLOWS_VERSION } from './seed-workflows';

export interface SeededVersion extends SeedVersion {
  commit: string;
  tag: string;
  date: Date;
}

export interface SeededService extends SeedService {
  seeded: SeededVersion[];
}

export interface RepositorySeedOptions {
  github: Pick<GithubServer, 'createRepository' | 'commitFiles'>;
  images: Pick<ImageRegistry, 'push'>;
  /** The folder `templates` of the portal. */
  templates: string;
  /** The folder with what the template does not have, below it one folder a service. */
  overlays: string;
  /** The commit of the release of `heal7/workflows` that the services call. */
  workflowsCommit: string;
  now: Date;
}

const HOUR_MS = 3_600_000;

/** The service's repository with one commit a version, and an image for each. */
export async function seedRepository(
  service: SeedService,
  options: RepositorySeedOptions,
): Promise<SeededService> {
  const { github, images, now } = options;
  const files = await serviceFiles(service, options);
  const author = personOf(service.author);
  const changes: string[] = [];
  const seeded: SeededVersion[] = [];
  for (const version of service.versions) {
    const date = new Date(now.getTime() - version.hoursAgo * HOUR_MS);
    changes.unshift(`* ${version.version}: ${version.change}`);
    const changed = {
      VERSION: `${version.version}\n`,
      'CHANGES.md': `# Changes\n\n${changes.join('\n')}\n`,
    };
    const commit =
      seeded.length === 0
        ? await github.createRepository({
            owner: 'heal7',
            name: service.name,
            description: service.description,
            topics: service.topics,
            files: { ...files, ...changed },
            message: version.message,
            author,
            date,
          })
        : await github.commitFiles(
            `heal7/${service.name}`,
            'main',
            changed,
            version.message,
            author,
            {},
            date,
          );
    const tag = seedTag(version.version, commit);
    images.push({
      repository: imageRepository(service.name),
      tag,
      commit,
      quality: version.quality,
      pushedAt: new Date(date.getTime() + HOUR_MS / 6).toISOString(),
    });
    seeded.push({ ...version, commit, tag, date });
  }
  return { ...service, seeded };
}

/** What the template generates for a service of this kind, and what this service has of its own. */
async function serviceFiles(
  service: SeedService,
  { templates, overlays, workflowsCommit }: RepositorySeedOptions,
): Promise<RenderedFiles> {
  const { manifests } = service;
  const values = {
    kind: service.kind,
    name: service.name,
    description: service.description,
    owner: service.owner,
    system: 'heal7-platform',
    organization: 'heal7',
    templateVersion: await templateVersion(templates, service.kind),
    port: manifests.containerPort,
    publicPath: manifests.publicPath,
    consumesApi: service.consumesApi ?? '',
    database: manifests.database,
    redis: manifests.redis,
    canary: true,
    workflowsRepository: WORKFLOWS_REPOSITORY,
    workflowsRef: workflowsCommit,
    workflowsVersion: WORKFLOWS_VERSION,
  };
  return renderService(templates, values, path.join(overlays, service.name));
}
