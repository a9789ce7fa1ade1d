import { setTimeout } from 'node:timers/promises';
import { Repository } from '../github/repository';
import { RunRecord } from '../github/state/github-state';
import { CiOptions, CiSettings } from './ci-options';
import { ciSettings } from './ci-settings';
import { GatesProcess } from './gates-process';
import { readWorkflow } from './read-workflow';
import { resolveCalls } from './resolve-calls';
import { executeRun } from './run-executor';
import { flatJobs, newJobOf } from './workflow';
import { withoutDeployJobs, workflowFiles } from './workflow-files';

const pollMs = 2_000;
/** How far the clock of a run of the past goes on whenever somebody looks at it. */
const tickMs = 400;

export interface CiHistory {
  /** Runs what is left of the past, in the background. */
  start(): void;
  stop(): Promise<void>;
  /** Resolves when nothing is left. */
  idle(): Promise<void>;
}

interface PastRun {
  repository: Repository;
  run: RunRecord;
}

/** Of each repository the oldest first, so that its newest commit is judged last; by time over all of them. */
const byTime = (a: PastRun, b: PastRun) =>
  Date.parse(a.run.createdAt) - Date.parse(b.run.createdAt);

/**
 * Runs the CI of the commits that were there before the sandbox: the same workflows, reports and pushes to the portal, one
 * after the other, but no waiting, no images and no deployments – those are seeded.
 */
export function createHistory(options: CiOptions): CiHistory {
  const settings = ciSettings(options);
  const { actions } = settings.github.context;
  const gates = new GatesProcess();
  const abort = new AbortController();
  let running: Promise<void> = Promise.resolve();

  const work = async () => {
    const unfinished = actions.unfinished(true);
    if (unfinished.length === 0) return;
    await portalAnswers(settings, abort.signal);
    for (const { repository, run } of unfinished.sort(byTime)) {
      abort.signal.throwIfAborted();
      if (hasGoneOn(repository)) actions.remove(repository, run);
      else await judge(settings, gates, { repository, run }, abort.signal);
    }
  };
  return {
    start: () => {
      running = work()
        .catch(error => {
          if (!abort.signal.aborted) settings.log(`CI of the past: ${error}`);
        })
        .finally(() => gates.stop());
    },
    stop: async () => {
      abort.abort(new Error('The sandbox stops'));
      gates.stop();
      await running;
    },
    idle: () => running,
  };
}

/** Somebody was quicker: an old commit must not be judged after a new one. */
function hasGoneOn({ record }: Repository): boolean {
  return record.runs.some(
    ({ past, headBranch }) => !past && headBranch === record.defaultBranch,
  );
}

async function portalAnswers(
  { portalUrl }: CiSettings,
  signal: AbortSignal,
): Promise<void> {
  if (!portalUrl) return;
  const url = `${portalUrl}/.backstage/health/v1/readiness`;
  const answers = () =>
    fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      response => response.ok,
      () => false,
    );
  while (!(await answers())) await setTimeout(pollMs, undefined, { signal });
}

async function judge(
  settings: CiSettings,
  gates: GatesProcess,
  { repository, run }: PastRun,
  signal: AbortSignal,
): Promise<void> {
  const { context } = settings.github;
  const file = (await workflowFiles(repository, run.headSha)).find(
    each => each.path === run.workflowPath,
  );
  if (!file) {
    context.actions.remove(repository, run);
    return;
  }
  const read = readWorkflow(file.path, file.text);
  const { repositories } = context;
  const workflow = withoutDeployJobs(
    await resolveCalls(read, { repositories, repository, sha: run.headSha }),
  );
  const actions = context.actions.withClock(clockFrom(run.createdAt));
  actions.update(run, () => {
    run.name = workflow.name;
    run.jobs = flatJobs(workflow).map(job => actions.newJob(newJobOf(job)));
  });
  await executeRun(
    {
      ...settings,
      jobSeconds: 0,
      github: { ...settings.github, context: { ...context, actions } },
      // Seeded, with the time of then.
      images: { push: () => undefined, find: () => undefined, list: () => [] },
      runGates: gates.run,
    },
    repository,
    run,
    workflow,
    signal,
  );
}

/** Minutes for a run that takes a second here. */
function clockFrom(start: string): () => Date {
  let time = Date.parse(start);
  return () => {
    time += tickMs;
    return new Date(time);
  };
}
