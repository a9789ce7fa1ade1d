import { stableId } from '../accounts';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { ArtifactRecord, JobRecord, RunRecord } from '../state/github-state';
import { accountPayload } from './account-payload';
import { repositoryPayload, repositoryUrls } from './repository-payload';

export function workflowId(repository: Repository, path: string): number {
  return stableId(`${repository.fullName}:${path}`);
}

export function runPayload(
  context: GithubContext,
  repository: Repository,
  run: RunRecord,
) {
  const { api, html } = repositoryUrls(context, repository);
  const url = `${api}/actions/runs/${run.id}`;
  const pull = repository.record.issues.find(
    each => each.pull && each.number === run.pullNumber,
  );
  const title = run.displayTitle;
  return {
    id: run.id,
    name: run.name,
    node_id: Buffer.from(`WorkflowRun${run.id}`).toString('base64'),
    head_branch: run.headBranch,
    head_sha: run.headSha,
    path: run.workflowPath,
    display_title: title,
    run_number: run.runNumber,
    run_attempt: run.attempt,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion ?? null,
    workflow_id: workflowId(repository, run.workflowPath),
    check_suite_id: run.id,
    url,
    html_url: `${html}/actions/runs/${run.id}`,
    pull_requests:
      pull?.pull && run.pullNumber
        ? [
            {
              id: pull.id,
              number: pull.number,
              url: `${api}/pulls/${pull.number}`,
              head: { ref: pull.pull.head, sha: run.headSha },
              base: { ref: pull.pull.base, sha: pull.pull.baseSha },
            },
          ]
        : [],
    created_at: run.createdAt,
    updated_at: run.updatedAt,
    run_started_at: run.startedAt,
    actor: accountPayload(context, run.actor),
    triggering_actor: accountPayload(context, run.actor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    artifacts_url: `${url}/artifacts`,
    workflow_url: `${api}/actions/workflows/${workflowId(
      repository,
      run.workflowPath,
    )}`,
    head_commit: { id: run.headSha, message: title },
    repository: repositoryPayload(context, repository),
  };
}

export function jobPayload(
  context: GithubContext,
  repository: Repository,
  run: RunRecord,
  job: JobRecord,
) {
  const { api, html } = repositoryUrls(context, repository);
  return {
    id: job.id,
    node_id: Buffer.from(`CheckRun${job.id}`).toString('base64'),
    run_id: run.id,
    run_url: `${api}/actions/runs/${run.id}`,
    run_attempt: run.attempt,
    workflow_name: run.name,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${html}/actions/runs/${run.id}#job-${job.id}`,
    check_run_url: `${api}/check-runs/${job.id}`,
    name: job.name,
    status: job.status,
    conclusion: job.conclusion ?? null,
    created_at: run.createdAt,
    started_at: job.startedAt ?? run.createdAt,
    completed_at: job.completedAt ?? null,
    steps: job.steps.map(step => ({
      name: step.name,
      number: step.number,
      status: step.status,
      conclusion: step.conclusion ?? null,
      started_at: step.startedAt ?? null,
      completed_at: step.completedAt ?? null,
    })),
    labels: ['sandbox'],
    runner_id: job.startedAt ? 1 : null,
    runner_name: job.startedAt ? 'heal7-sandbox-ci' : null,
    runner_group_id: job.startedAt ? 1 : null,
    runner_group_name: job.startedAt ? 'Default' : null,
  };
}

export function artifactPayload(
  context: GithubContext,
  repository: Repository,
  artifact: ArtifactRecord,
) {
  const { api } = repositoryUrls(context, repository);
  const run = repository.record.runs.find(each => each.id === artifact.runId);
  const url = `${api}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: Buffer.from(`Artifact${artifact.id}`).toString('base64'),
    name: artifact.name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: false,
    digest: artifact.digest,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    workflow_run: run
      ? {
          id: run.id,
          head_branch: run.headBranch,
          head_sha: run.headSha,
          repository_id: repository.record.id,
        }
      : null,
  };
}
