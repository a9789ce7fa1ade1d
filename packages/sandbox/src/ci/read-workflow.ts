import { parse } from 'yaml';
import {
  TriggerFilter,
  Workflow,
  WorkflowCall,
  WorkflowJob,
  WorkflowStep,
} from './workflow';

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

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).map(([name, each]) => [
      name,
      textOf(each) ?? '',
    ]),
  );
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

function readCall(on: unknown): WorkflowCall | undefined {
  if (!('workflow_call' in readTriggers(on))) return undefined;
  const { inputs, outputs } = fieldsOf(fieldsOf(on).workflow_call);
  return {
    inputs: Object.fromEntries(
      Object.entries(fieldsOf(inputs)).map(([name, value]) => {
        const input = fieldsOf(value);
        const fallback = textOf(input.default);
        return [
          name,
          {
            type: textOf(input.type) ?? 'string',
            required: input.required === true,
            ...(fallback === undefined ? {} : { default: fallback }),
          },
        ];
      }),
    ),
    outputs: Object.fromEntries(
      Object.entries(fieldsOf(outputs)).map(([name, value]) => [
        name,
        textOf(fieldsOf(value).value) ?? '',
      ]),
    ),
  };
}

function readStep(value: unknown): WorkflowStep {
  const fields = fieldsOf(value);
  const [id, uses, run, condition] = ['id', 'uses', 'run', 'if'].map(name =>
    textOf(fields[name]),
  );
  const fallback = uses ?? (run ?? '').trim().split('\n')[0];
  return {
    ...(id === undefined ? {} : { id }),
    name: textOf(fields.name) ?? `Run ${fallback}`,
    ...(condition === undefined ? {} : { if: condition }),
    ...(uses === undefined ? {} : { uses }),
    ...(run === undefined ? {} : { run }),
    env: textsOf(fields.env),
    with: textsOf(fields.with),
    continueOnError: fields['continue-on-error'] === true,
  };
}

function readPermissions(value: unknown): Record<string, string> | undefined {
  if (value === undefined) return undefined;
  // `write-all` and `read-all` speak of everything; the sandbox asks for id-token only.
  return typeof value === 'string'
    ? { 'id-token': value.startsWith('write') ? 'write' : 'read' }
    : textsOf(value);
}

function readJob(key: string, value: unknown, inherited: Fields): WorkflowJob {
  const fields = fieldsOf(value);
  const condition = textOf(fields.if);
  const uses = textOf(fields.uses);
  const permissions = readPermissions(
    fields.permissions ?? inherited.permissions,
  );
  return {
    key,
    name: textOf(fields.name) ?? key,
    needs: listOf(fields.needs) ?? [],
    ...(condition === undefined ? {} : { if: condition }),
    ...(uses === undefined ? {} : { uses }),
    ...(permissions === undefined ? {} : { permissions }),
    env: textsOf(fields.env),
    outputs: textsOf(fields.outputs),
    with: textsOf(fields.with),
    secrets: fields.secrets === 'inherit' ? 'inherit' : textsOf(fields.secrets),
    steps: (Array.isArray(fields.steps) ? fields.steps : []).map(readStep),
  };
}

/** Reads a workflow file; throws with a sentence for people when it is none. */
export function readWorkflow(path: string, text: string): Workflow {
  const document = fieldsOf(parse(text));
  const jobs = Object.entries(fieldsOf(document.jobs)).map(([key, job]) =>
    readJob(key, job, document),
  );
  const keys = new Set(jobs.map(job => job.key));
  for (const job of jobs) {
    const missing = job.needs.find(need => !keys.has(need));
    if (missing)
      throw new Error(`Job "${job.key}" depends on unknown job "${missing}".`);
  }
  assertNoCycle(jobs);
  const call = readCall(document.on);
  return {
    path,
    name: textOf(document.name) ?? path,
    on: readTriggers(document.on),
    env: textsOf(document.env),
    ...(call === undefined ? {} : { call }),
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
