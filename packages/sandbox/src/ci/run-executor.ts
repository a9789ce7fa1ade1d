import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGit } from '../github/git/run-git';
import { Repository } from '../github/repository';
import { RunConclusion, RunRecord } from '../github/state/github-state';
import { CiSettings } from './ci-options';
import { runJob } from './job-runner';
import { RunScope } from './run-scope';
import { hasSandboxTrailers, readTrailers, SandboxTrailers } from './trailers';
import { Workflow } from './workflow';

/** A merge commit speaks for what it merges, unless it says something itself. */
async function trailersOf(
  { reader }: Repository,
  sha: string,
): Promise<SandboxTrailers> {
  const commit = await reader.commit(sha);
  if (hasSandboxTrailers(commit.message) || commit.parents.length < 2)
    return readTrailers(commit.message);
  return readTrailers((await reader.commit(commit.parents[1])).message);
}

async function checkOut(
  { directory }: Repository,
  sha: string,
  target: string,
): Promise<void> {
  await runGit([
    'clone',
    '--quiet',
    '--shared',
    '--no-checkout',
    directory,
    target,
  ]);
  await runGit(['checkout', '--quiet', '--detach', sha], { cwd: target });
}

/** Runs the jobs of one workflow run as soon as what they need is done. */
export async function executeRun(
  settings: CiSettings,
  repository: Repository,
  run: RunRecord,
  workflow: Workflow,
  signal: AbortSignal,
): Promise<void> {
  const { actions } = settings.github.context;
  const directory = await mkdtemp(join(tmpdir(), 'heal7-ci-'));
  try {
    await checkOut(repository, run.headSha, directory);
    const trailers = await trailersOf(repository, run.headSha);
    const scope: RunScope = {
      settings,
      repository,
      run,
      directory,
      trailers,
      signal,
    };
    actions.update(run, (_run, at) => {
      run.status = 'in_progress';
      run.startedAt = at;
    });
    const results: Record<string, RunConclusion> = {};
    const started = new Map<string, Promise<void>>();
    const start = (key: string): Promise<void> => {
      const known = started.get(key);
      if (known) return known;
      const job = workflow.jobs.find(each => each.key === key);
      const record = run.jobs.find(each => each.key === key);
      if (!job || !record) return Promise.resolve();
      const running = Promise.all(job.needs.map(start)).then(async () => {
        results[key] = await runJob(scope, job, record, results);
      });
      started.set(key, running);
      return running;
    };
    const settled = await Promise.allSettled(
      workflow.jobs.map(job => start(job.key)),
    );
    // Stopped in the middle: the run stays unfinished and is taken up again at the next start.
    signal.throwIfAborted();
    const broken = settled.find(each => each.status === 'rejected');
    if (broken)
      settings.log(`Run ${run.id} of ${repository.fullName}: ${broken.reason}`);
    finish(
      settings,
      run,
      broken || Object.values(results).includes('failure')
        ? 'failure'
        : 'success',
    );
  } catch (error) {
    signal.throwIfAborted();
    settings.log(`Run ${run.id} of ${repository.fullName}: ${error}`);
    finish(settings, run, 'failure');
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function finish(
  settings: CiSettings,
  run: RunRecord,
  conclusion: RunConclusion,
): void {
  settings.github.context.actions.update(run, (_run, at) => {
    run.status = 'completed';
    run.conclusion = conclusion;
    for (const job of run.jobs.filter(each => each.status !== 'completed')) {
      job.status = 'completed';
      job.conclusion = 'cancelled';
      job.completedAt = at;
    }
  });
}
