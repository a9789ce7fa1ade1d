import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import { applicationKind } from '../argocd/application';
import { canaryKind } from '../flagger/canary-definition';
import { GithubServer, GitPerson } from '../github';
import { ImageQuality, ImageRegistry } from '../images/image-registry';
import { ObjectStore } from '../kubernetes/object-store';
import { objectOf, objectsOf } from '../kubernetes/store/json';
import {
  environments,
  MANIFESTS_REPOSITORY,
  SandboxEnvironment,
  valuesPath,
} from '../seed/seed-manifests';
import { imageRepository } from '../seed/seed-service';

export interface ReleaseRequest {
  service: string;
  quality: ImageQuality;
  /** How far it goes. */
  environment: SandboxEnvironment;
  /** Without CI: the image is pushed and the tags are written at once. */
  fast: boolean;
  /** Goes on until the canary in production has ended. */
  follow: boolean;
  author: GitPerson;
}

/** One line of what a scenario says while it plays. */
export interface ScenarioProgress {
  at: string;
  step: string;
  text: string;
  [detail: string]: string;
}

export interface ReleaseContext {
  github: GithubServer;
  images: ImageRegistry;
  storeOf(environment: SandboxEnvironment): ObjectStore;
  speed: number;
  now(): Date;
  signal: AbortSignal;
  report(progress: ScenarioProgress): void;
}

const titles: Record<ImageQuality, string> = {
  healthy: 'Show the lucky colour of the day',
  bad: 'Read the daily fortune without the cache',
  'bad-later': 'Keep sessions in memory',
  silent: 'Move to another host name',
  crash: 'Require the variable SAJU_TABLES',
};

const promotionBot: GitPerson = {
  name: 'HEAL7 promotion bot',
  email: 'promotion-bot@heal7.com',
};
const POLL_MS = 250;
const CI_TIMEOUT_MS = 5 * 60_000;
const ROLLOUT_TIMEOUT_MS = 3 * 60_000;
const CANARY_TIMEOUT_MS = 10 * 60_000;

/** Plays the life of a change: commit → CI → development → staging → production, as people and bots at HEAL7 do it. */
export async function playRelease(
  request: ReleaseRequest,
  context: ReleaseContext,
): Promise<void> {
  const { service, environment, quality } = request;
  if (!context.github.hasRepository(`heal7/${service}`)) {
    throw new InputError(`there is no repository heal7/${service}`);
  }
  const say = (step: string, text: string, details = {}) =>
    context.report({
      at: context.now().toISOString(),
      step,
      text,
      ...details,
    });
  const commit = await commitChange(request, context);
  say('commit', `${quality} change committed to heal7/${service}`, { commit });
  const tag = request.fast
    ? await pushImage(request, commit, context)
    : await waitForImage(request, commit, context);
  say('image', `image ${service}:${tag} is in the registry`, { tag });

  const stages = environments.slice(0, environments.indexOf(environment) + 1);
  for (const stage of stages) {
    const isByCi = stage === 'dev' && !request.fast;
    if (!isByCi) {
      await writeTag(service, stage, tag, context);
    }
    say('tag', `${stage} is to run ${tag}`, { environment: stage, tag });
    if (stage !== 'prod' && !request.fast) {
      await waitForRollout(service, stage, tag, context);
      say('running', `${stage} runs ${tag}`, { environment: stage, tag });
    }
  }
  if (request.follow && environment === 'prod') {
    await followCanary(service, say, context);
  }
  say('done', `release ${tag} of ${service} is played`, { tag });
}

async function commitChange(
  { service, quality, fast, author }: ReleaseRequest,
  { github, now }: ReleaseContext,
): Promise<string> {
  const name = `heal7/${service}`;
  const stamp = now().toISOString();
  const title = `${titles[quality]} (${stamp.slice(11, 19)})`;
  // A change of a root *.md file starts no CI run, of anything else it does.
  const changes = await github.readFile(name, 'main', 'CHANGES.md');
  const files = fast
    ? { 'CHANGES.md': `${changes ?? '# Changes\n'}* ${title}\n` }
    : { [`changes/${stamp.replace(/\W/g, '')}.txt`]: `${title}\n` };
  return github.commitFiles(name, 'main', files, title, author, {
    'Sandbox-Quality': quality,
  });
}

async function pushImage(
  { service, quality }: ReleaseRequest,
  commit: string,
  { github, images, now }: ReleaseContext,
): Promise<string> {
  const repository = imageRepository(service);
  const text = await github.readFile(`heal7/${service}`, 'main', 'VERSION');
  const version = (text ?? '0.1').trim();
  const numbers = images
    .list(repository)
    .filter(image => image.tag.startsWith(`${version}.`))
    .map(image => parseInt(image.tag.slice(version.length + 1), 10));
  const tag = `${version}.${Math.max(0, ...numbers) + 1}-${commit.slice(0, 7)}`;
  images.push({
    repository,
    tag,
    commit,
    quality,
    pushedAt: now().toISOString(),
  });
  return tag;
}

async function waitForImage(
  { service }: ReleaseRequest,
  commit: string,
  context: ReleaseContext,
): Promise<string> {
  const { github, images } = context;
  const find = () =>
    images.list(imageRepository(service)).find(image => image.commit === commit)
      ?.tag;
  const repository = github.context.repositories.get('heal7', service);
  await poll(context, CI_TIMEOUT_MS, 'CI built no image in time', () => {
    const run = repository.record.runs.find(
      it => it.headSha === commit && it.status === 'completed',
    );
    if (run && run.conclusion !== 'success' && !find()) {
      throw new InputError(
        `CI run ${run.id} ended with ${run.conclusion}: nothing was built`,
      );
    }
    return find() !== undefined;
  });
  const tag = find() ?? '';
  await poll(
    context,
    CI_TIMEOUT_MS,
    'CI did not write the tag of development',
    async () => (await readTag(service, 'dev', context)) === tag,
  );
  return tag;
}

async function waitForRollout(
  service: string,
  environment: SandboxEnvironment,
  tag: string,
  context: ReleaseContext,
): Promise<void> {
  const store = context.storeOf(environment);
  await poll(
    context,
    ROLLOUT_TIMEOUT_MS,
    `${environment} does not run ${tag}`,
    () => {
      const application = store.get(
        applicationKind,
        'argocd',
        `${service}-${environment}`,
      );
      const status = objectOf(application?.status);
      const deployment = store.get(
        { apiVersion: 'apps/v1', kind: 'Deployment' },
        `heal7-${environment}`,
        service,
      );
      const template = objectOf(objectOf(deployment?.spec).template);
      const [container] = objectsOf(objectOf(template.spec).containers);
      return (
        objectOf(status.health).status === 'Healthy' &&
        objectOf(status.sync).status === 'Synced' &&
        String(container?.image).endsWith(`:${tag}`)
      );
    },
  );
}

async function followCanary(
  service: string,
  say: (step: string, text: string, details?: Record<string, string>) => void,
  context: ReleaseContext,
): Promise<void> {
  const store = context.storeOf('prod');
  let last = '';
  let isMoving = false;
  await poll(context, CANARY_TIMEOUT_MS, 'the canary did not end', () => {
    const canary = store.get(canaryKind, 'heal7-prod', service);
    const { phase, canaryWeight } = objectOf(canary?.status);
    const now = `${phase} ${canaryWeight}`;
    if (now !== last) {
      last = now;
      say('canary', `${phase}, weight ${canaryWeight}`, {
        phase: String(phase),
        weight: String(canaryWeight),
      });
    }
    isMoving ||= phase === 'Progressing' || phase === 'Waiting';
    return (
      !canary || (isMoving && (phase === 'Succeeded' || phase === 'Failed'))
    );
  });
}

async function writeTag(
  service: string,
  environment: SandboxEnvironment,
  tag: string,
  { github }: ReleaseContext,
): Promise<void> {
  const file = valuesPath(environment, service);
  const text = await github.readFile(MANIFESTS_REPOSITORY, 'main', file);
  if (text === undefined) {
    throw new InputError(`${file} is not in ${MANIFESTS_REPOSITORY}`);
  }
  const document = parseDocument(text);
  document.setIn(['image', 'tag'], tag);
  await github.commitFiles(
    MANIFESTS_REPOSITORY,
    'main',
    { [file]: document.toString({ lineWidth: 0 }) },
    `Deploy ${service} ${tag} to ${environment}`,
    promotionBot,
  );
}

async function readTag(
  service: string,
  environment: SandboxEnvironment,
  { github }: ReleaseContext,
): Promise<unknown> {
  const text = await github.readFile(
    MANIFESTS_REPOSITORY,
    'main',
    valuesPath(environment, service),
  );
  return text ? parseDocument(text).getIn(['image', 'tag']) : undefined;
}

async function poll(
  context: ReleaseContext,
  timeoutMs: number,
  problem: string,
  done: () => boolean | Promise<boolean>,
): Promise<void> {
  const end = context.now().getTime() + timeoutMs;
  while (!(await done())) {
    if (context.signal.aborted) {
      throw new InputError('the sandbox stops');
    }
    if (context.now().getTime() > end) {
      throw new InputError(
        `${problem} (waited ${Math.round(timeoutMs / 1000)} s)`,
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, POLL_MS);
    });
  }
}
