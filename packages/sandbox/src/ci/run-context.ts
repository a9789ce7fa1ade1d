import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isFilePath } from '../github/names';
import { RunConclusion } from '../github/state/github-state';
import { ExpressionContext } from './expression';
import { RunScope } from './run-scope';
import { Workflow } from './workflow';

export interface JobResult {
  result: RunConclusion;
  outputs: Record<string, string>;
}

/** One workflow that is running: the run's own, or one that a job calls. */
export interface WorkflowFrame {
  workflow: Workflow;
  /** In front of the keys of its jobs, e.g. `build/`. */
  prefix: string;
  inputs: Record<string, unknown>;
  secrets: Record<string, string>;
  /** Whether the caller's permissions allow identity tokens; undefined = nobody has limited them. */
  idToken?: boolean;
  results: Record<string, JobResult>;
}

export type ContextValues = Record<string, unknown>;

function pullOf({ repository, run }: RunScope) {
  return repository.record.issues.find(each => each.number === run.pullNumber)
    ?.pull;
}

/** The `github` context. */
export function githubContext(scope: RunScope): Record<string, unknown> {
  const { run, repository, settings } = scope;
  const { record } = repository;
  const pull = pullOf(scope);
  const url = settings.github.url();
  return {
    event_name: run.event,
    sha: run.headSha,
    ref: pull
      ? `refs/pull/${run.pullNumber}/merge`
      : `refs/heads/${run.headBranch}`,
    ref_name: pull ? `${run.pullNumber}/merge` : run.headBranch,
    head_ref: pull?.head ?? '',
    base_ref: pull?.base ?? '',
    actor: run.actor,
    workflow: run.name,
    run_id: run.id,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    repository: repository.fullName,
    repository_owner: record.owner,
    repository_id: record.id,
    server_url: url,
    api_url: `${url}/api/v3`,
    token: settings.githubToken,
    event: eventOf(scope),
  };
}

/** The payload of the event, as far as workflows look into it. */
export function eventOf(scope: RunScope): Record<string, unknown> {
  const { record, fullName } = scope.repository;
  const pull = pullOf(scope);
  return {
    repository: {
      id: record.id,
      name: record.name,
      full_name: fullName,
      default_branch: record.defaultBranch,
      private: record.private,
      owner: { login: record.owner },
    },
    inputs: scope.run.inputs,
    ...(pull
      ? {
          pull_request: {
            number: scope.run.pullNumber,
            head: { sha: scope.run.headSha, ref: pull.head },
            base: { sha: pull.baseSha, ref: pull.base },
          },
        }
      : {}),
  };
}

/** The secrets of the organisation; the values the sandbox knows. */
export function secretsOf({ settings }: RunScope): Record<string, string> {
  return {
    GITHUB_TOKEN: settings.githubToken,
    MANIFESTS_TOKEN: settings.githubToken,
    HEAL7_GATES_TOKEN: settings.gatesToken,
    SONAR_TOKEN: 'sandbox-sonar',
  };
}

/** Variables of the organisation, then those of the repository. */
function variablesOf({ settings, repository }: RunScope) {
  return {
    HEAL7_PORTAL_URL: settings.portalUrl ?? '',
    SONAR_HOST_URL: 'https://sonar.heal7.com',
    AWS_BUILD_ROLE: 'arn:aws:iam::123456789012:role/heal7-build',
    ...Object.fromEntries(
      Object.values(repository.record.variables).map(each => [
        each.name,
        each.value,
      ]),
    ),
  };
}

/** What `${{ }}` may see in a job of a workflow. */
export function contextValues(
  scope: RunScope,
  frame: WorkflowFrame,
): ContextValues {
  return {
    github: githubContext(scope),
    needs: frame.results,
    vars: variablesOf(scope),
    secrets: frame.secrets,
    inputs: frame.inputs,
    runner: { os: 'Linux', arch: 'X64', temp: join(scope.folder, 'temp') },
  };
}

/** `hashFiles` of a work tree; which files there are is all that conditions ask. */
export function filesContext(
  directory: string,
): Pick<ExpressionContext, 'hashFiles'> {
  return {
    hashFiles: patterns =>
      patterns.some(
        each => isFilePath(each) && existsSync(join(directory, each)),
      )
        ? 'present'
        : '',
  };
}
