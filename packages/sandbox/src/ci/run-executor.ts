import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Repository } from '../github/repository';
import { RunConclusion, RunRecord } from '../github/state/github-state';
import { CiSettings } from './ci-options';
import { JobResult, secretsOf, WorkflowFrame } from './run-context';
import { RunScope } from './run-scope';
import { hasSandboxTrailers, readTrailers, SandboxTrailers } from './trailers';
import { Workflow } from './workflow';
import { runWorkflow } from './workflow-runner';

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

/** Runs the jobs of one workflow run as soon as what they need is done. */
export async function executeRun(
  settings: CiSettings,
  repository: Repository,
  run: RunRecord,
  workflow: Workflow,
  signal: AbortSignal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'heal7-ci-'));
  try {
    await mkdir(join(folder, 'temp'));
    const scope: RunScope = {
      settings,
      repository,
      run,
      trailers: await trailersOf(repository, run.headSha),
      shared: {},
      folder,
      signal,
    };
    settings.github.context.actions.update(run, (_run, at) => {
      run.status = 'in_progress';
      run.startedAt = at;
    });
    const frame: WorkflowFrame = {
      workflow,
      prefix: '',
      inputs: run.inputs,
      secrets: secretsOf(scope),
      results: {},
    };
    const results = await runWorkflow(scope, frame);
    // Stopped in the middle: the run stays unfinished and is taken up again at the next start.
    signal.throwIfAborted();
    finish(settings, run, conclusionOf(results));
  } catch (error) {
    signal.throwIfAborted();
    settings.log(`Run ${run.id} of ${repository.fullName}: ${error}`);
    finish(settings, run, 'failure');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function conclusionOf(results: Record<string, JobResult>): RunConclusion {
  return Object.values(results).some(({ result }) => result === 'failure')
    ? 'failure'
    : 'success';
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
