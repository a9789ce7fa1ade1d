import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { JobRecord, RunConclusion } from '../github/state/github-state';
import {
  evaluateExpression,
  ExpressionContext,
  interpolate,
  isTrue,
} from './expression';
import { concludeJob, runJob } from './job-runner';
import {
  contextValues,
  filesContext,
  JobResult,
  WorkflowFrame,
} from './run-context';
import { logOf, RunScope } from './run-scope';
import { Workflow, WorkflowInput, WorkflowJob } from './workflow';

/** Runs every job of a workflow, each as soon as what it needs is done; resolves when all are. */
export async function runWorkflow(
  scope: RunScope,
  frame: WorkflowFrame,
): Promise<Record<string, JobResult>> {
  const started = new Map<string, Promise<void>>();
  const start = (key: string): Promise<void> => {
    const known = started.get(key);
    if (known) return known;
    const job = frame.workflow.jobs.find(each => each.key === key);
    const running = !job
      ? Promise.resolve()
      : Promise.all(job.needs.map(start)).then(async () => {
          frame.results[key] = await runOne(scope, frame, job).catch(error => {
            scope.signal.throwIfAborted();
            scope.settings.log(`Job ${key} of run ${scope.run.id}: ${error}`);
            return { result: 'failure', outputs: {} };
          });
        });
    started.set(key, running);
    return running;
  };
  const settled = await Promise.allSettled(
    frame.workflow.jobs.map(job => start(job.key)),
  );
  scope.signal.throwIfAborted();
  const broken = settled.find(each => each.status === 'rejected');
  if (broken) throw broken.reason;
  return frame.results;
}

/** The records of a job: its own, or those of the jobs it calls. */
function recordsOf(scope: RunScope, frame: WorkflowFrame, job: WorkflowJob) {
  const key = `${frame.prefix}${job.key}`;
  return scope.run.jobs.filter(each =>
    job.called ? each.key.startsWith(`${key}/`) : each.key === key,
  );
}

async function runOne(
  scope: RunScope,
  frame: WorkflowFrame,
  job: WorkflowJob,
): Promise<JobResult> {
  const records = recordsOf(scope, frame, job);
  const needed = job.needs.map(need => frame.results[need].result);
  const status = {
    success: needed.every(result => result === 'success'),
    failure: needed.includes('failure'),
    cancelled: false,
  };
  const context: ExpressionContext = {
    values: contextValues(scope, frame),
    ...filesContext(scope.folder),
    status,
  };
  const skip = (result: RunConclusion): JobResult => {
    for (const record of records) concludeJob(scope, record, result);
    return { result, outputs: {} };
  };
  try {
    if (!isTrue(job.if, context)) return skip('skipped');
  } catch (error) {
    for (const record of records.slice(0, 1))
      logOf(
        scope,
        record,
      )(`The condition of this job cannot be read: ${messageOf(error)}`);
    return skip('failure');
  }
  if (job.called) return callWorkflow(scope, frame, job, job.called, context);
  const [record] = records;
  return record ? runRecord(scope, frame, job, record) : skip('failure');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A permission a caller does not give cannot be taken by what it calls. */
function identityOf(
  frame: WorkflowFrame,
  job: WorkflowJob,
): boolean | undefined {
  const own =
    job.permissions === undefined
      ? undefined
      : job.permissions['id-token'] === 'write';
  if (frame.idToken === undefined) return own;
  return frame.idToken && own !== false;
}

async function runRecord(
  scope: RunScope,
  frame: WorkflowFrame,
  job: WorkflowJob,
  record: JobRecord,
): Promise<JobResult> {
  const directory = join(scope.folder, `job-${record.id}`);
  await mkdir(directory);
  return runJob(
    {
      ...scope,
      record,
      directory,
      hasIdentity: identityOf(frame, job) ?? false,
    },
    frame,
    job,
  );
}

async function callWorkflow(
  scope: RunScope,
  frame: WorkflowFrame,
  job: WorkflowJob,
  called: Workflow,
  context: ExpressionContext,
): Promise<JobResult> {
  const child: WorkflowFrame = {
    workflow: called,
    prefix: `${frame.prefix}${job.key}/`,
    inputs: inputsOf(job, called, context),
    secrets:
      job.secrets === 'inherit'
        ? frame.secrets
        : {
            GITHUB_TOKEN: frame.secrets.GITHUB_TOKEN,
            ...Object.fromEntries(
              Object.entries(job.secrets).map(([name, value]) => [
                name,
                interpolate(value, context),
              ]),
            ),
          },
    idToken: identityOf(frame, job),
    results: {},
  };
  const results = await runWorkflow(scope, child);
  const all = Object.values(results).map(each => each.result);
  const result = all.includes('failure')
    ? 'failure'
    : (all.every(each => each === 'skipped') && 'skipped') || 'success';
  const outputs = Object.fromEntries(
    Object.entries(called.call?.outputs ?? {}).map(([name, expression]) => [
      name,
      interpolate(expression, { ...context, values: { jobs: results } }),
    ]),
  );
  return { result, outputs };
}

/** Inputs in the types that the called workflow declares. */
function inputsOf(
  job: WorkflowJob,
  called: Workflow,
  context: ExpressionContext,
): Record<string, unknown> {
  const typed = ({ type }: WorkflowInput, text: string): unknown => {
    if (type === 'boolean') return text === 'true';
    return type === 'number' ? Number(text) : text;
  };
  return Object.fromEntries(
    Object.entries(called.call?.inputs ?? {}).map(([name, input]) => {
      const given = job.with[name] ?? input.default ?? '';
      const value = /^\s*\$\{\{[\s\S]*\}\}\s*$/.test(given)
        ? String(evaluateExpression(given, context))
        : interpolate(given, context);
      return [name, typed(input, value)];
    }),
  );
}
