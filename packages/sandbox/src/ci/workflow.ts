/** What the sandbox reads of a workflow file. */
export interface Workflow {
  path: string;
  name: string;
  on: Record<string, TriggerFilter>;
  env: Record<string, string>;
  /** Present in a reusable workflow (`on: workflow_call`). */
  call?: WorkflowCall;
  jobs: WorkflowJob[];
}

export interface WorkflowCall {
  inputs: Record<string, WorkflowInput>;
  /** Name → expression over `jobs`. */
  outputs: Record<string, string>;
}

export interface WorkflowInput {
  type: string;
  required: boolean;
  default?: string;
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
  env: Record<string, string>;
  /** Absent = as the workflow or the organisation says. */
  permissions?: Record<string, string>;
  /** Name → expression over `steps`. */
  outputs: Record<string, string>;
  /** A reusable workflow, `owner/repository/path@ref`, instead of steps. */
  uses?: string;
  with: Record<string, string>;
  /** What a called workflow gets; `inherit` = everything the caller has. */
  secrets: Record<string, string> | 'inherit';
  /** What `uses` names, once it was found. */
  called?: Workflow;
  steps: WorkflowStep[];
}

export interface WorkflowStep {
  id?: string;
  name: string;
  if?: string;
  uses?: string;
  run?: string;
  env: Record<string, string>;
  with: Record<string, string>;
  continueOnError: boolean;
}

/** A job and the key under which its record is kept: `build`, or `build/image` for a job of a called workflow. */
export interface FlatJob {
  key: string;
  name: string;
  job: WorkflowJob;
}

/** Every job that runs on a runner, those of called workflows under the job that calls. */
export function flatJobs(
  workflow: Workflow,
  parent?: { key: string; name: string },
): FlatJob[] {
  return workflow.jobs.flatMap(job => {
    const key = parent ? `${parent.key}/${job.key}` : job.key;
    const name = parent ? `${parent.name} / ${job.name}` : job.name;
    return job.called
      ? flatJobs(job.called, { key, name })
      : [{ key, name, job }];
  });
}

/** How GitHub Actions records a job that has not started. */
export function newJobOf({ key, name, job }: FlatJob) {
  return {
    key,
    name,
    needs: job.needs,
    steps: job.steps.map(step => step.name),
  };
}
