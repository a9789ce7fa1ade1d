import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { GitError, GitPerson, gitText } from '../github/git/run-git';
import { JobScope, Log, pause } from './run-scope';

const author: GitPerson = { name: 'heal7-ci', email: 'ci@heal7.com' };
const attempts = 5;

/** Sets a value and keeps comments and order. */
export function setImageTag(yaml: string, tag: string): string {
  const document = parseDocument(yaml);
  const [error] = document.errors;
  if (error) throw error;
  document.setIn(['image', 'tag'], tag);
  return document.toString({ lineWidth: 0 });
}

/** Commits the image tag to the manifests repository over HTTP, as a deploy job would. Returns whether it could. */
export async function deployToDev(scope: JobScope, log: Log): Promise<boolean> {
  const { settings, repository } = scope;
  const { image } = scope.shared;
  if (!image) {
    log('No image was pushed in this run: there is nothing to deploy.');
    return false;
  }
  const file = `environments/dev/${repository.record.name}/values-dev.yaml`;
  const work = await mkdtemp(join(tmpdir(), 'heal7-deploy-'));
  const url = `${settings.github.url()}/${settings.manifestsRepository}.git`;
  const credentials = Buffer.from(
    `x-access-token:${settings.githubToken}`,
  ).toString('base64');
  // By environment, so that the token is neither in the process list nor in the clone.
  const git = (...args: string[]) =>
    gitText(['-C', work, ...args], {
      author,
      env: {
        GIT_CONFIG_PARAMETERS: `'http.extraHeader=Authorization: Basic ${credentials}'`,
      },
    });
  try {
    log(`$ git clone ${url}`);
    await git('clone', '--quiet', url, '.');
    if (
      !(await waitForFile(
        scope,
        () => git('pull', '--quiet'),
        join(work, file),
        log,
      ))
    ) {
      log(
        `${file} is not in ${settings.manifestsRepository}: merge the pull request that adds it, then run this again.`,
      );
      return false;
    }
    const before = await readFile(join(work, file), 'utf8');
    await writeFile(join(work, file), setImageTag(before, image.tag));
    if ((await git('status', '--porcelain')) === '') {
      log(`${file} has the tag ${image.tag} already.`);
      return true;
    }
    await git(
      'commit',
      '--quiet',
      '--all',
      '--message',
      `Deploy ${repository.record.name} ${image.tag} to dev`,
    );
    return await pushWithRetry(git, log);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    log(error.message);
    return false;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The pull request that adds the service may be merged a moment later than its first build. */
async function waitForFile(
  scope: JobScope,
  pull: () => Promise<unknown>,
  path: string,
  log: Log,
): Promise<boolean> {
  const pollMs = Math.min(1000, scope.settings.manifestWaitMs);
  const exists = () =>
    readFile(path).then(
      () => true,
      () => false,
    );
  for (let waited = 0; !(await exists()); waited += pollMs) {
    if (waited >= scope.settings.manifestWaitMs) return false;
    if (waited === 0)
      log('Waiting for the values file of this service to be merged.');
    await pause(pollMs, scope.signal);
    await pull();
  }
  return true;
}

async function pushWithRetry(
  git: (...args: string[]) => Promise<string>,
  log: Log,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await git('push', '--quiet', 'origin', 'HEAD');
      log(`Pushed ${(await git('log', '-1', '--format=%h %s')).trim()}`);
      return true;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      log(
        `Push ${attempt} of ${attempts} was refused, rebasing: ${error.stderr.trim()}`,
      );
      await git('pull', '--quiet', '--rebase');
    }
  }
  return false;
}
