import path from 'node:path';
import { GithubServer, GitPerson, heal7People } from '../github';
import { ImageRegistry } from '../images/image-registry';
import { RenderedFiles, renderDirectory } from './render-directory';
import {
  imageRepository,
  SeedService,
  seedTag,
  SeedVersion,
} from './seed-service';

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

export function personOf(login: string): GitPerson {
  const person = heal7People.find(it => it.login === login);
  return person
    ? { name: person.name, email: person.email }
    : { name: login, email: `${login}@heal7.com` };
}

export const ciPerson: GitPerson = { name: 'HEAL7 CI', email: 'ci@heal7.com' };

/** What the template generates for a Python service, and what this service has of its own. */
async function serviceFiles(
  service: SeedService,
  { templates, overlays }: RepositorySeedOptions,
): Promise<RenderedFiles> {
  const values = {
    kind: service.kind,
    name: service.name,
    description: service.description,
    owner: service.owner,
    system: 'heal7-platform',
    organization: 'heal7',
    templateVersion: '0.1.0',
    port: service.manifests.containerPort,
    apiPath: service.manifests.publicPath,
    database: service.manifests.database,
    redis: service.manifests.redis,
    canary: true,
  };
  const base =
    service.kind === 'frontend'
      ? {}
      : await renderDirectory(
          path.join(templates, 'backend-service', 'service'),
          values,
        );
  const own = await renderDirectory(path.join(overlays, service.name), values);
  return { ...base, ...own };
}
