import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { JobRecord, RunConclusion } from '../github/state/github-state';
import { isFilePath } from '../github/names';
import { ExpressionContext, interpolate, isTrue } from './expression';
import { logOf, pause, RunScope } from './run-scope';
import { runStep } from './step-runner';
import { WorkflowJob } from './workflow';

/** What `${{ }}` may see. */
export function expressionContext(
  scope: RunScope,
  results: Record<string, RunConclusion>,
): Omit<ExpressionContext, 'status'> {
  const { run, repository, settings } = scope;
  const { record } = repository;
  const pull = record.issues.find(each => each.number === run.pullNumber)?.pull;
  return {
    values: {
      github: {
        event_name: run.event,
        sha: run.headSha,
        ref: pull
          ? `refs/pull/${run.pullNumber}/merge`
          : `refs/heads/${run.headBranch}`,
        ref_name: pull ? `${run.pullNumber}/merge` : run.headBranch,
        head_ref: pull?.head ?? '',
        base_ref: pull?.base ?? '',
        actor: run.actor,
        run_id: run.id,
        run_number: run.runNumber,
        repository: repository.fullName,
        repository_owner: record.owner,
        server_url: settings.github.url(),
        event: {
          repository: {
            name: record.name,
            default_branch: record.defaultBranch,
          },
          pull_request: pull
            ? { number: run.pullNumber, head: { sha: run.headSha } }
            : undefined,
        },
      },
      needs: Object.fromEntries(
        Object.entries(results).map(([key, result]) => [key, { result }]),
      ),
      vars: Object.fromEntries(
        Object.values(record.variables).map(each => [each.name, each.value]),
      ),
      inputs: run.inputs,
    },
    hashFiles: patterns =>
      patterns.some(
        each => isFilePath(each) && existsSync(join(scope.directory, each)),
      )
        ? 'present'
        : '',
  };
}

/** Runs the steps of one job one after the other and records each as it goes. */
export async function runJob(
  scope: RunScope,
  job: WorkflowJob,
  record: JobRecord,
  results: Record<string, RunConclusion>,
): Promise<RunConclusion> {
  const { actions } = scope.settings.github.context;
  const base = expressionContext(scope, results);
  const needed = job.needs.map(need => results[need]);
  const ready = needed.every(result => result === 'success');
  const conclude = (conclusion: RunConclusion) => {
    actions.update(scope.run, (_run, at) => {
      record.status = 'completed';
      record.conclusion = conclusion;
      record.startedAt ??= at;
      record.completedAt = at;
      for (const step of record.steps.filter(
        each => each.status !== 'completed',
      )) {
        step.status = 'completed';
        step.conclusion = 'skipped';
      }
    });
    return conclusion;
  };
  const log = logOf(scope, record);
  try {
    const status = {
      success: ready,
      failure: needed.includes('failure'),
      cancelled: false,
    };
    if (!isTrue(job.if, { ...base, status })) return conclude('skipped');
  } catch (error) {
    log(
      `The condition of this job cannot be read: ${
        error instanceof Error ? error.message : error
      }`,
    );
    return conclude('failure');
  }
  actions.update(scope.run, (_run, at) => {
    record.status = 'in_progress';
    record.startedAt = at;
  });

  const { jobSeconds, speed } = scope.settings;
  const stepMs = (jobSeconds * 1000) / speed / Math.max(job.steps.length, 1);
  let failed: boolean = false;
  for (const [i, step] of job.steps.entries()) {
    const stepRecord = record.steps[i];
    const context: ExpressionContext = {
      ...base,
      status: { success: !failed, failure: failed, cancelled: false },
    };
    let conclusion: RunConclusion = 'skipped';
    log(`##[group]${stepRecord.name}`);
    try {
      if (isTrue(step.if, context)) {
        actions.update(scope.run, (_run, at) => {
          stepRecord.status = 'in_progress';
          stepRecord.startedAt = at;
        });
        const [succeeded] = await Promise.all([
          runStep(scope, job, step, record, text => interpolate(text, context)),
          pause(stepMs, scope.signal),
        ]);
        conclusion = succeeded || step.continueOnError ? 'success' : 'failure';
      }
    } catch (error) {
      scope.signal.throwIfAborted();
      log(`##[error]${error instanceof Error ? error.message : error}`);
      conclusion = 'failure';
    }
    log('##[endgroup]');
    failed ||= conclusion === 'failure';
    actions.update(scope.run, (_run, at) => {
      stepRecord.status = 'completed';
      stepRecord.conclusion = conclusion;
      stepRecord.completedAt = at;
    });
  }
  return conclude(failed ? 'failure' : 'success');
}
