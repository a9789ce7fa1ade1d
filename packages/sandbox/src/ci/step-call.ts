import { JobScope, Log } from './run-scope';
import { WorkflowJob, WorkflowStep } from './workflow';

/** One step as it is done: every `${{ }}` of it is put in already. */
export interface StepCall {
  scope: JobScope;
  job: WorkflowJob;
  step: WorkflowStep;
  /** Environment of the step, as the workflow says; not the runner's own. */
  env: Record<string, string>;
  /** Filled by the step. */
  outputs: Record<string, string>;
  log: Log;
}
