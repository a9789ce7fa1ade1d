import { DispatchEvent, PullRequestEvent, PushEvent } from '../github/events';
import { emptyTree } from '../github/git/git-reader';
import { Repository } from '../github/repository';
import { RunRecord } from '../github/state/github-state';
import { CiOptions } from './ci-options';
import { ciSettings } from './ci-settings';
import { executeRun } from './run-executor';
import { isTriggered, TriggerEvent } from './trigger';
import { readWorkflow } from './read-workflow';
import { resolveCalls } from './resolve-calls';
import { flatJobs, newJobOf, Workflow } from './workflow';
import { withDeployJob, workflowFiles } from './workflow-files';

export interface Ci {
  /** Listens for pushes and takes up the runs that a stop interrupted. */
  start(): void;
  /** Interrupts what runs and waits until it has let go. */
  stop(): Promise<void>;
  /** Resolves when no run is going on. */
  idle(): Promise<void>;
}

interface Trigger {
  event: TriggerEvent;
  headBranch: string;
  sha: string;
  actor: string;
  pullNumber?: number;
  inputs?: Record<string, string>;
  /** Only this workflow. */
  workflowPath?: string;
}

/** GitHub Actions of the sandbox: simulated runners, real commits, reports, gates and deployments. */
export function createCi(options: CiOptions): Ci {
  const settings = ciSettings(options);
  const { github } = settings;
  const { actions, repositories } = github.context;
  const running = new Set<Promise<void>>();
  const unsubscribe: Array<() => void> = [];
  let abort = new AbortController();

  const track = (what: string, work: () => Promise<void>) => {
    const { signal } = abort;
    const promise = work().catch(error => {
      if (!signal.aborted)
        settings.log(
          `${what}: ${error instanceof Error ? error.stack : error}`,
        );
    });
    running.add(promise);
    promise.finally(() => running.delete(promise));
  };
  const execute = (
    repository: Repository,
    run: RunRecord,
    workflow: Workflow,
  ) =>
    track(`Run ${run.id}`, () =>
      executeRun(settings, repository, run, workflow, abort.signal),
    );

  /** With the workflows it calls, and a deployment. */
  const completeWorkflow = async (
    repository: Repository,
    sha: string,
    workflow: Workflow,
  ) =>
    withDeployJob(
      await resolveCalls(workflow, { repositories, repository, sha }),
    );

  const refuse = (
    repository: Repository,
    run: Omit<Parameters<typeof actions.create>[1], 'jobs'>,
    error: unknown,
  ) => {
    const steps = ['Read the workflow file'];
    const created = actions.create(repository, {
      ...run,
      jobs: [
        { key: 'invalid', name: 'Invalid workflow file', needs: [], steps },
      ],
    });
    const [job] = created.jobs;
    actions.log(
      job,
      `##[group]${steps[0]}\n${
        error instanceof Error ? error.message : error
      }\n##[endgroup]`,
    );
    actions.update(created, (_run, at) => {
      Object.assign(job, {
        status: 'completed',
        conclusion: 'failure',
        startedAt: at,
        completedAt: at,
      });
      Object.assign(job.steps[0], {
        status: 'completed',
        conclusion: 'failure',
      });
      Object.assign(created, { status: 'completed', conclusion: 'failure' });
    });
  };

  const startRuns = async (repository: Repository, trigger: Trigger) => {
    for (const { path, text } of await workflowFiles(repository, trigger.sha)) {
      if (trigger.workflowPath && trigger.workflowPath !== path) continue;
      const title = (await repository.reader.commit(trigger.sha)).message.split(
        '\n',
      )[0];
      const common = {
        workflowPath: path,
        event: trigger.event.name,
        headBranch: trigger.headBranch,
        headSha: trigger.sha,
        actor: trigger.actor,
        displayTitle: title,
        ...(trigger.pullNumber ? { pullNumber: trigger.pullNumber } : {}),
        inputs: trigger.inputs,
      };
      let workflow: Workflow;
      try {
        const read = readWorkflow(path, text);
        // Only reusable: it runs where it is called.
        if (!isTriggered(read, trigger.event)) continue;
        workflow = await completeWorkflow(repository, trigger.sha, read);
      } catch (error) {
        refuse(repository, { ...common, name: path }, error);
        continue;
      }
      const run = actions.create(repository, {
        ...common,
        name: workflow.name,
        jobs: flatJobs(workflow).map(newJobOf),
      });
      execute(repository, run, workflow);
    }
  };

  const onPush = (push: PushEvent) => {
    const branch = /^refs\/heads\/(.+)$/.exec(push.ref)?.[1];
    if (!branch || /^0+$/.test(push.after)) return;
    track(`Push to ${push.owner}/${push.repo}`, async () => {
      const repository = repositories.get(push.owner, push.repo);
      const before = /^0+$/.test(push.before) ? emptyTree : push.before;
      const files = (await repository.reader.diff(before, push.after)).map(
        file => file.filename,
      );
      await startRuns(repository, {
        event: { name: 'push', branch, files },
        headBranch: branch,
        sha: push.after,
        actor: push.pusher,
      });
    });
  };
  const onPullRequest = ({
    action,
    repository,
    pullRequest,
    actor,
  }: PullRequestEvent) => {
    if (action === 'closed') return;
    const { pull, number } = pullRequest;
    track(`Pull request ${number}`, async () => {
      const start =
        (await repository.reader.mergeBase(pull.baseSha, pull.headSha)) ??
        emptyTree;
      const files = (await repository.reader.diff(start, pull.headSha)).map(
        file => file.filename,
      );
      await startRuns(repository, {
        event: { name: 'pull_request', branch: pull.base, files },
        headBranch: pull.head,
        sha: pull.headSha,
        actor,
        pullNumber: number,
      });
    });
  };
  const onDispatch = ({
    repository,
    workflowPath,
    ref,
    inputs,
    actor,
  }: DispatchEvent) =>
    track(`Dispatch of ${workflowPath}`, async () => {
      const sha = await repository.reader.resolve(ref);
      if (!sha) return;
      const event: TriggerEvent = {
        name: 'workflow_dispatch',
        branch: ref,
        files: [],
      };
      await startRuns(repository, {
        event,
        headBranch: ref,
        sha,
        actor,
        inputs,
        workflowPath,
      });
    });

  /** Runs that a stop interrupted begin again as a further attempt. */
  const resume = async ({
    repository,
    run,
  }: {
    repository: Repository;
    run: RunRecord;
  }) => {
    const file = (await workflowFiles(repository, run.headSha)).find(
      each => each.path === run.workflowPath,
    );
    if (!file) return;
    const workflow = await completeWorkflow(
      repository,
      run.headSha,
      readWorkflow(file.path, file.text),
    );
    actions.update(run, () => {
      run.attempt += 1;
      run.status = 'queued';
      run.jobs = flatJobs(workflow).map(job => actions.newJob(newJobOf(job)));
    });
    execute(repository, run, workflow);
  };

  return {
    start: () => {
      abort = new AbortController();
      unsubscribe.push(
        github.onPush(onPush),
        github.onPullRequest(onPullRequest),
        github.onWorkflowDispatch(onDispatch),
      );
      for (const each of actions.unfinished())
        track(`Run ${each.run.id}`, () => resume(each));
    },
    stop: async () => {
      for (const each of unsubscribe.splice(0)) each();
      abort.abort(new Error('The sandbox stops'));
      await Promise.all(running);
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
