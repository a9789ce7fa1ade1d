import { parse } from 'yaml';

/** What the sandbox reads of a workflow file. */
export interface Workflow {
  path: string;
  name: string;
  on: Record<string, TriggerFilter>;
  jobs: WorkflowJob[];
}

export interface TriggerFilter {
  branches?: string[];
  branchesIgnore?: string[];
  paths?: string[];
  pathsIgnore?: string[];
  tags?: string[];
}

export interface WorkflowJob {
  key: string;
  name: string;
  needs: string[];
  if?: string;
  steps: WorkflowStep[];
}

export interface WorkflowStep {
  name: string;
  if?: string;
  uses?: string;
  run?: string;
  with: Record<string, string>;
  continueOnError: boolean;
}

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function listOf(value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).map(
    each => textOf(each) ?? '',
  );
}

function readFilter(value: unknown): TriggerFilter {
  const fields = fieldsOf(value);
  return {
    branches: listOf(fields.branches),
    branchesIgnore: listOf(fields['branches-ignore']),
    paths: listOf(fields.paths),
    pathsIgnore: listOf(fields['paths-ignore']),
    tags: listOf(fields.tags),
  };
}

function readTriggers(value: unknown): Record<string, TriggerFilter> {
  if (typeof value === 'string') return { [value]: {} };
  if (Array.isArray(value))
    return Object.fromEntries(value.map(each => [String(each), {}]));
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).map(([event, filter]) => [
      event,
      readFilter(filter),
    ]),
  );
}

function readStep(value: unknown): WorkflowStep {
  const fields = fieldsOf(value);
  const uses = textOf(fields.uses);
  const run = textOf(fields.run);
  const condition = textOf(fields.if);
  return {
    name:
      textOf(fields.name) ??
      (uses ? `Run ${uses}` : `Run ${(run ?? '').trim().split('\n')[0]}`),
    ...(condition === undefined ? {} : { if: condition }),
    ...(uses === undefined ? {} : { uses }),
    ...(run === undefined ? {} : { run }),
    with: Object.fromEntries(
      Object.entries(fieldsOf(fields.with)).map(([name, each]) => [
        name,
        textOf(each) ?? '',
      ]),
    ),
    continueOnError: fields['continue-on-error'] === true,
  };
}

function readJob(key: string, value: unknown): WorkflowJob {
  const fields = fieldsOf(value);
  const condition = textOf(fields.if);
  const uses = textOf(fields.uses);
  // A job that calls a reusable workflow shows as one job with one step.
  const steps = uses
    ? [{ uses, with: fields.with, name: `Call ${uses}` }]
    : fields.steps;
  return {
    key,
    name: textOf(fields.name) ?? key,
    needs: listOf(fields.needs) ?? [],
    ...(condition === undefined ? {} : { if: condition }),
    steps: (Array.isArray(steps) ? steps : []).map(readStep),
  };
}

/** Reads a workflow file; throws with a sentence for people when it is none. */
export function readWorkflow(path: string, text: string): Workflow {
  const document = fieldsOf(parse(text));
  const jobs = Object.entries(fieldsOf(document.jobs)).map(([key, job]) =>
    readJob(key, job),
  );
  const keys = new Set(jobs.map(job => job.key));
  for (const job of jobs) {
    const missing = job.needs.find(need => !keys.has(need));
    if (missing)
      throw new Error(`Job "${job.key}" depends on unknown job "${missing}".`);
  }
  assertNoCycle(jobs);
  return {
    path,
    name: textOf(document.name) ?? path,
    on: readTriggers(document.on),
    jobs,
  };
}

function assertNoCycle(jobs: WorkflowJob[]): void {
  const done = new Set<string>();
  let left = jobs;
  while (left.length > 0) {
    const ready = left.filter(job => job.needs.every(need => done.has(need)));
    if (ready.length === 0) {
      throw new Error(
        `Jobs wait for each other: ${left.map(job => job.key).join(', ')}.`,
      );
    }
    for (const job of ready) done.add(job.key);
    left = left.filter(job => !done.has(job.key));
  }
}
