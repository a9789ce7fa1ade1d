import { JobRecord, RunConclusion } from '../github/state/github-state';
import { ExpressionContext, interpolate, isTrue } from './expression';
import {
  contextValues,
  filesContext,
  JobResult,
  WorkflowFrame,
} from './run-context';
import { JobScope, logOf, pause, RunScope } from './run-scope';
import { runStep } from './step-runner';
import { WorkflowJob, WorkflowStep } from './workflow';

/** The state of a job between its steps. */
interface JobState {
  scope: JobScope;
  job: WorkflowJob;
  values: Record<string, unknown>;
  env: Record<string, string>;
  steps: Record<
    string,
    { outputs: Record<string, string>; outcome: RunConclusion }
  >;
  failed: boolean;
}

/** Ends a job; steps that were not reached are skipped. */
export function concludeJob(
  scope: RunScope,
  record: JobRecord,
  conclusion: RunConclusion,
): void {
  scope.settings.github.context.actions.update(scope.run, (_run, at) => {
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
}

function contextOf({
  scope,
  values,
  env,
  steps,
  failed,
}: JobState): ExpressionContext {
  return {
    values: { ...values, env, steps },
    ...filesContext(scope.directory),
    status: { success: !failed, failure: failed, cancelled: false },
  };
}

const interpolated = (
  texts: Record<string, string>,
  context: ExpressionContext,
) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      interpolate(text, context),
    ]),
  );

/** Runs the steps of one job one after the other and records each as it goes. */
export async function runJob(
  scope: JobScope,
  frame: WorkflowFrame,
  job: WorkflowJob,
): Promise<JobResult> {
  const { actions } = scope.settings.github.context;
  const { record } = scope;
  const state: JobState = {
    scope,
    job,
    values: contextValues(scope, frame),
    env: {},
    steps: {},
    failed: false,
  };
  state.env = interpolated(
    { ...frame.workflow.env, ...job.env },
    contextOf(state),
  );
  actions.update(scope.run, (_run, at) => {
    record.name = interpolate(record.name, contextOf(state));
    record.status = 'in_progress';
    record.startedAt = at;
  });
  for (const [i, step] of job.steps.entries()) await runOneStep(state, step, i);
  const result = state.failed ? 'failure' : 'success';
  const outputs = interpolated(job.outputs, contextOf(state));
  concludeJob(scope, record, result);
  return { result, outputs };
}

async function runOneStep(
  state: JobState,
  step: WorkflowStep,
  index: number,
): Promise<void> {
  const { scope, job } = state;
  const { actions } = scope.settings.github.context;
  const { jobSeconds, speed } = scope.settings;
  const stepMs = (jobSeconds * 1000) / speed / Math.max(job.steps.length, 1);
  const record = scope.record.steps[index];
  const log = logOf(scope, scope.record);
  const context = contextOf(state);
  const outputs: Record<string, string> = {};
  let conclusion: RunConclusion = 'skipped';
  log(`##[group]${record.name}`);
  try {
    if (isTrue(step.if, context)) {
      actions.update(scope.run, (_run, at) => {
        record.status = 'in_progress';
        record.startedAt = at;
      });
      const [succeeded] = await Promise.all([
        runStep({
          scope,
          job,
          step: {
            ...step,
            with: interpolated(step.with, context),
            ...(step.run === undefined
              ? {}
              : { run: interpolate(step.run, context) }),
          },
          env: { ...state.env, ...interpolated(step.env, context) },
          outputs,
          log,
        }),
        pause(stepMs, scope.signal),
      ]);
      conclusion = succeeded ? 'success' : 'failure';
    }
  } catch (error) {
    scope.signal.throwIfAborted();
    log(`##[error]${error instanceof Error ? error.message : error}`);
    conclusion = 'failure';
  }
  log('##[endgroup]');
  const shown =
    step.continueOnError && conclusion === 'failure' ? 'success' : conclusion;
  if (step.id) state.steps[step.id] = { outputs, outcome: conclusion };
  state.failed ||= shown === 'failure';
  actions.update(scope.run, (_run, at) => {
    record.status = 'completed';
    record.conclusion = shown;
    record.completedAt = at;
  });
}
