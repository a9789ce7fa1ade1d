import { stableId } from '../accounts';
import { appIds } from '../github-app';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import {
  CheckRunRecord,
  JobRecord,
  RunRecord,
  StatusRecord,
} from '../state/github-state';
import { accountPayload } from './account-payload';
import { repositoryUrls } from './repository-payload';

export function checkRunPayload(
  context: GithubContext,
  repository: Repository,
  check: CheckRunRecord,
) {
  const { api, html } = repositoryUrls(context, repository);
  return {
    id: check.id,
    node_id: Buffer.from(`CheckRun${check.id}`).toString('base64'),
    name: check.name,
    head_sha: check.sha,
    external_id: check.externalId,
    url: `${api}/check-runs/${check.id}`,
    html_url: check.runId ? check.detailsUrl : `${html}/runs/${check.id}`,
    details_url: check.detailsUrl || null,
    status: check.status,
    conclusion: check.conclusion ?? null,
    started_at: check.startedAt,
    completed_at: check.completedAt ?? null,
    output: {
      title: null,
      summary: null,
      text: null,
      annotations_count: 0,
      ...check.output,
    },
    check_suite: { id: check.runId ?? stableId(`${check.app}:${check.sha}`) },
    app: { id: appIds[check.app] ?? 0, slug: check.app, name: check.app },
    pull_requests: [],
  };
}

/** Every job of a workflow run is a check run too. */
export function jobAsCheckRun(
  context: Pick<GithubContext, 'baseUrl'>,
  repository: Repository,
  run: RunRecord,
  job: JobRecord,
): CheckRunRecord {
  const { html } = repositoryUrls(context, repository);
  return {
    id: job.id,
    sha: run.headSha,
    name: job.name,
    status: job.status,
    ...(job.conclusion ? { conclusion: job.conclusion } : {}),
    externalId: String(run.id),
    detailsUrl: `${html}/actions/runs/${run.id}#job-${job.id}`,
    output: {},
    startedAt: job.startedAt ?? run.createdAt,
    ...(job.completedAt ? { completedAt: job.completedAt } : {}),
    app: 'github-actions',
    runId: run.id,
  };
}

export function statusPayload(
  context: GithubContext,
  repository: Repository,
  status: StatusRecord,
) {
  const { api } = repositoryUrls(context, repository);
  return {
    id: status.id,
    url: `${api}/statuses/${status.sha}`,
    state: status.state,
    context: status.context,
    description: status.description || null,
    target_url: status.targetUrl || null,
    creator: accountPayload(context, status.creator),
    created_at: status.createdAt,
    updated_at: status.createdAt,
  };
}
