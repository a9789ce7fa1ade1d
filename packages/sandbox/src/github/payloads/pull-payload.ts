import { isPullRequest, PullRequest } from '../events';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { missingChecks } from '../required-checks';
import { IssueRecord } from '../state/github-state';
import { accountPayload, teamPayload } from './account-payload';
import { repositoryPayload, repositoryUrls } from './repository-payload';

const labelPayload = (name: string) => ({
  id: 1,
  name,
  color: 'ededed',
  default: false,
  description: null,
});

export function commentPayload(
  context: GithubContext,
  repository: Repository,
  issue: IssueRecord,
  comment: IssueRecord['comments'][number],
) {
  const { api, html } = repositoryUrls(context, repository);
  const page = isPullRequest(issue) ? 'pull' : 'issues';
  return {
    id: comment.id,
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${html}/${page}/${issue.number}#issuecomment-${comment.id}`,
    body: comment.body,
    user: accountPayload(context, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.createdAt,
  };
}

export function issuePayload(
  context: GithubContext,
  repository: Repository,
  issue: IssueRecord,
) {
  const { api, html } = repositoryUrls(context, repository);
  const isPull = isPullRequest(issue);
  return {
    id: issue.id,
    node_id: Buffer.from(`Issue${issue.id}`).toString('base64'),
    url: `${api}/issues/${issue.number}`,
    html_url: `${html}/${isPull ? 'pull' : 'issues'}/${issue.number}`,
    comments_url: `${api}/issues/${issue.number}/comments`,
    number: issue.number,
    state: issue.state,
    title: issue.title,
    body: issue.body,
    user: accountPayload(context, issue.author),
    labels: issue.labels.map(labelPayload),
    assignees: issue.assignees.map(login => accountPayload(context, login)),
    comments: issue.comments.length,
    locked: false,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt ?? null,
    ...(isPull
      ? { pull_request: { url: `${api}/pulls/${issue.number}` } }
      : {}),
  };
}

export function pullPayload(
  context: GithubContext,
  repository: Repository,
  pullRequest: PullRequest,
) {
  const { api, html } = repositoryUrls(context, repository);
  const { pull, number } = pullRequest;
  const { owner } = repository.record;
  const organization = context.accounts.organization(owner);
  const side = (ref: string, sha: string) => ({
    label: `${owner}:${ref}`,
    ref,
    sha,
    user: accountPayload(context, owner),
    repo: repositoryPayload(context, repository),
  });
  return {
    ...issuePayload(context, repository, pullRequest),
    pull_request: undefined,
    url: `${api}/pulls/${number}`,
    html_url: `${html}/pull/${number}`,
    diff_url: `${html}/pull/${number}.diff`,
    issue_url: `${api}/issues/${number}`,
    commits_url: `${api}/pulls/${number}/commits`,
    statuses_url: `${api}/statuses/${pull.headSha}`,
    draft: pull.draft,
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeCommitSha ?? null,
    head: side(pull.head, pull.headSha),
    base: side(pull.base, pull.baseSha),
    requested_reviewers: pull.requestedReviewers.map(login =>
      accountPayload(context, login),
    ),
    requested_teams: (organization?.teams ?? [])
      .filter(team => organization && pull.requestedTeams.includes(team.slug))
      .map(team => organization && teamPayload(context, organization, team)),
    auto_merge: null,
  };
}

/** `GET /pulls/:number`: with what only a single pull request shows. */
export async function fullPullPayload(
  context: GithubContext,
  repository: Repository,
  pullRequest: PullRequest,
) {
  const { pull, state } = pullRequest;
  const range = `${pull.baseSha}..${pull.headSha}`;
  const start = await repository.reader.mergeBase(pull.baseSha, pull.headSha);
  const files = await repository.reader.diff(
    start ?? pull.baseSha,
    pull.headSha,
  );
  const mergeable =
    state === 'open'
      ? (await context.pullRequests.mergeability(repository, pullRequest))
          .mergeable
      : null;
  return {
    ...pullPayload(context, repository, pullRequest),
    merged: pull.mergedAt !== undefined,
    merged_by: pull.mergedBy ? accountPayload(context, pull.mergedBy) : null,
    mergeable,
    mergeable_state: mergeableState(
      context,
      repository,
      pullRequest,
      mergeable,
    ),
    commits: await repository.reader.count(range),
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  };
}

function mergeableState(
  context: GithubContext,
  repository: Repository,
  { pull, state }: PullRequest,
  mergeable: boolean | null,
): string {
  if (mergeable === false) return 'dirty';
  if (pull.draft) return 'draft';
  const isBlocked =
    state === 'open' &&
    missingChecks(context, repository, pull.base, pull.headSha) !== undefined;
  return isBlocked ? 'blocked' : 'clean';
}
