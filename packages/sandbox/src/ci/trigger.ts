import { matchesGlobs } from './glob';
import { Workflow } from './workflow';

export interface TriggerEvent {
  name: 'push' | 'pull_request' | 'workflow_dispatch';
  /** Branch pushed to, or the one a pull request goes to. */
  branch: string;
  /** Files that changed. */
  files: string[];
}

/** Whether an event starts a workflow, by the filters under `on:`. */
export function isTriggered(workflow: Workflow, event: TriggerEvent): boolean {
  const filter = workflow.on[event.name];
  if (!filter) return false;
  if (event.name === 'workflow_dispatch') return true;
  const { branches, branchesIgnore, paths, pathsIgnore, tags } = filter;
  if (branches && !matchesGlobs(event.branch, branches)) return false;
  if (branchesIgnore && matchesGlobs(event.branch, branchesIgnore))
    return false;
  // Only tags are listed: pushes of branches do not count.
  if (event.name === 'push' && tags && !branches && !branchesIgnore)
    return false;
  if (paths && !event.files.some(file => matchesGlobs(file, paths)))
    return false;
  if (
    pathsIgnore &&
    event.files.length > 0 &&
    event.files.every(file => matchesGlobs(file, pathsIgnore))
  ) {
    return false;
  }
  return true;
}
