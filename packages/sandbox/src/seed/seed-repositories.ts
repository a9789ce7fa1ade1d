import path from 'node:path';
import { GithubServer } from '../github';
import { ImageRegistry } from '../images/image-registry';
import { withTrailers } from '../github/seeding';
import { mergeUpdate, updateChange } from './dependency-update';
import { notePastRun } from './past-run';
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
  github: Pick<
    GithubServer,
    'createRepository' | 'commitFiles' | 'hasRepository' | 'headOf' | 'context'
  >;
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

/** The service's repository with one commit a version, an image for each that was deployed, and an update in between. */
export async function seedRepository(
  service: SeedService,
  options: RepositorySeedOptions,
): Promise<SeededService> {
  const { github, now } = options;
  const files = await serviceFiles(service, options);
  const update = updateChange(service.update, files);
  const name = `heal7/${service.name}`;
  const updated = new Date(now.getTime() - service.update.hoursAgo * HOUR_MS);
  const changes: string[] = [];
  const seeded: SeededVersion[] = [];
  let isUpdated = false;
  const bringUpdate = async () => {
    isUpdated = true;
    const sha = await mergeUpdate(github, name, update, updated);
    const about = { author: 'renovate[bot]', title: update.title };
    notePastRun(github, name, { ...about, sha, date: updated });
  };
  for (const version of service.versions) {
    const date = new Date(now.getTime() - version.hoursAgo * HOUR_MS);
    if (!isUpdated && seeded.length > 0 && date > updated) await bringUpdate();
    changes.unshift(`* ${version.version}: ${version.change}`);
    const changed = {
      VERSION: `${version.version}\n`,
      'CHANGES.md': `# Changes\n\n${changes.join('\n')}\n`,
      ...version.files,
    };
    const commit = await commitVersion(
      { service, version, date },
      seeded.length === 0
        ? { ...files, [update.file]: update.before, ...changed }
        : changed,
      options,
    );
    const { author } = service;
    const about = { author, title: version.message };
    notePastRun(github, name, { ...about, sha: commit, date });
    const tag = seedTag(version.version, commit);
    seeded.push({ ...version, commit, tag, date });
  }
  if (!isUpdated) await bringUpdate();
  pushImages(service, seeded, options);
  return { ...service, seeded };
}

/** The first version makes the repository, each further one is a commit on its main branch. */
async function commitVersion(
  each: { service: SeedService; version: SeedVersion; date: Date },
  files: RenderedFiles,
  { github }: RepositorySeedOptions,
): Promise<string> {
  const { service, version, date } = each;
  const name = `heal7/${service.name}`;
  const author = personOf(service.author);
  const { message, findings } = version;
  if (github.hasRepository(name)) {
    return github.commitFiles(
      name,
      'main',
      files,
      message,
      author,
      findings,
      date,
    );
  }
  return github.createRepository({
    owner: 'heal7',
    name: service.name,
    description: service.description,
    topics: service.topics,
    files,
    message: withTrailers(message, findings),
    author,
    date,
  });
}

function pushImages(
  service: SeedService,
  seeded: readonly SeededVersion[],
  { images }: RepositorySeedOptions,
): void {
  for (const { deployed, tag, commit, quality, date } of seeded) {
    if (!deployed) continue;
    images.push({
      repository: imageRepository(service.name),
      tag,
      commit,
      quality,
      pushedAt: new Date(date.getTime() + HOUR_MS / 6).toISOString(),
    });
  }
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
