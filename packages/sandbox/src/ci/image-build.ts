import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Log, RunScope } from './run-scope';

/** Tag = label-commit, label = the file VERSION and the run number. */
export function imageTag(
  version: string,
  runNumber: number,
  commit: string,
): string {
  return `${version.trim()}.${runNumber}-${commit.slice(0, 7)}`;
}

/** Pushes the image of this commit; from the default branch only, never from pull requests. */
export async function buildImage(scope: RunScope, log: Log): Promise<boolean> {
  const { repository, run, settings, trailers } = scope;
  const { name, defaultBranch } = repository.record;
  if (run.event !== 'push' || run.headBranch !== defaultBranch) {
    log(
      `Images are pushed from pushes to ${defaultBranch} only: built, not pushed.`,
    );
    return true;
  }
  const version = await readFile(
    join(scope.directory, 'VERSION'),
    'utf8',
  ).catch(() => undefined);
  if (version === undefined || !/^\d+\.\d+\s*$/.test(version)) {
    log('The file VERSION must say the version as two numbers, e.g. 1.42.');
    return false;
  }
  scope.image = {
    repository: `${settings.imagePrefix}/${name}`,
    tag: imageTag(version, run.runNumber, run.headSha),
    commit: run.headSha,
    quality: trailers.quality,
    pushedAt: settings.now().toISOString(),
  };
  settings.images.push(scope.image);
  log(
    `Pushed ${scope.image.repository}:${scope.image.tag} to the sandbox registry (no container was built).`,
  );
  return true;
}
