import { matchesGlobs } from './glob';
import { TriggerFilter, Workflow } from './workflow';

export interface TriggerEvent {
  name: 'push' | 'pull_request' | 'workflow_dispatch';
  /** Branch pushed to, or the one a pull request goes to. */
  branch: string;
  /** Files that changed. */
  files: string[];
}

/** Whether the filters on branches (and tags) let the event through. */
function passesBranches(
  { branches, branchesIgnore, tags }: TriggerFilter,
  { name, branch }: TriggerEvent,
): boolean {
  if (branches && !matchesGlobs(branch, branches)) return false;
  if (branchesIgnore && matchesGlobs(branch, branchesIgnore)) return false;
  // Only tags are listed: pushes of branches do not count.
  return !(name === 'push' && tags && !branches && !branchesIgnore);
}

/** Whether the filters on paths let the changed files through. */
function passesPaths(
  { paths, pathsIgnore }: TriggerFilter,
  files: string[],
): boolean {
  if (paths && !files.some(file => matchesGlobs(file, paths))) return false;
  return !(
    pathsIgnore &&
    files.length > 0 &&
    files.every(file => matchesGlobs(file, pathsIgnore))
  );
}

/** Whether an event starts a workflow, by the filters under `on:`. */
export function isTriggered(workflow: Workflow, event: TriggerEvent): boolean {
  const filter = workflow.on[event.name];
  if (!filter) return false;
  if (event.name === 'workflow_dispatch') return true;
  return passesBranches(filter, event) && passesPaths(filter, event.files);
}
