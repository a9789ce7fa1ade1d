import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JobScope, Log } from './run-scope';
import { StepCall } from './step-call';

/** Tag = label-commit, label = the file VERSION and the run number. */
export function imageTag(
  version: string,
  runNumber: number,
  commit: string,
): string {
  return `${version.trim()}.${runNumber}-${commit.slice(0, 7)}`;
}

/** The tag of this run; undefined, with the reason in the log, when the file VERSION is not right. */
export async function tagOf(
  scope: JobScope,
  log: Log,
): Promise<string | undefined> {
  const version = await readFile(
    join(scope.directory, 'VERSION'),
    'utf8',
  ).catch(() => undefined);
  if (version === undefined || !/^\d+\.\d+\s*$/.test(version)) {
    log('The file VERSION must say the version as two numbers, e.g. 1.42.');
    return undefined;
  }
  return imageTag(version, scope.run.runNumber, scope.run.headSha);
}

/** Pushes the image of this commit; from the default branch only, never from pull requests. */
export async function buildImage({
  scope,
  step,
  log,
}: StepCall): Promise<boolean> {
  const { repository, run, settings, trailers } = scope;
  const { name, defaultBranch } = repository.record;
  const tag = await tagOf(scope, log);
  if (!tag) return false;
  const isDefault =
    run.event !== 'pull_request' && run.headBranch === defaultBranch;
  if (!isDefault || step.with.push === 'false') {
    log(
      `Images are pushed from pushes to ${defaultBranch} only: built, not pushed.`,
    );
    return true;
  }
  const image = {
    repository: `${settings.imagePrefix}/${name}`,
    tag,
    commit: run.headSha,
    quality: trailers.quality,
    pushedAt: settings.now().toISOString(),
  };
  scope.shared.image = image;
  settings.images.push(image);
  log(
    `Pushed ${image.repository}:${image.tag} to the sandbox registry (no container was built).`,
  );
  return true;
}
