import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { accountPayload } from './account-payload';

/** Addresses of one repository; everything else builds on them. */
export function repositoryUrls(
  context: Pick<GithubContext, 'baseUrl'>,
  repository: Repository,
) {
  const base = context.baseUrl();
  return {
    api: `${base}/api/v3/repos/${repository.fullName}`,
    html: `${base}/${repository.fullName}`,
    clone: `${base}/${repository.fullName}.git`,
  };
}

export function repositoryPayload(
  context: GithubContext,
  repository: Repository,
) {
  const { record } = repository;
  const { api, html, clone } = repositoryUrls(context, repository);
  const open = record.issues.filter(issue => issue.state === 'open').length;
  const flag = (name: string, fallback: boolean) =>
    record.settings[name] ?? fallback;
  return {
    id: record.id,
    node_id: Buffer.from(`Repository${record.id}`).toString('base64'),
    name: record.name,
    full_name: repository.fullName,
    private: record.private,
    visibility: record.private ? 'private' : 'public',
    owner: accountPayload(context, record.owner),
    html_url: html,
    description: record.description || null,
    homepage: record.homepage || null,
    fork: false,
    url: api,
    archive_url: `${api}/{archive_format}{/ref}`,
    branches_url: `${api}/branches{/branch}`,
    blobs_url: `${api}/git/blobs{/sha}`,
    commits_url: `${api}/commits{/sha}`,
    compare_url: `${api}/compare/{base}...{head}`,
    contents_url: `${api}/contents/{+path}`,
    git_commits_url: `${api}/git/commits{/sha}`,
    git_refs_url: `${api}/git/refs{/sha}`,
    issues_url: `${api}/issues{/number}`,
    pulls_url: `${api}/pulls{/number}`,
    statuses_url: `${api}/statuses/{sha}`,
    trees_url: `${api}/git/trees{/sha}`,
    hooks_url: `${api}/hooks`,
    git_url: clone,
    ssh_url: clone,
    clone_url: clone,
    svn_url: html,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    pushed_at: record.pushedAt,
    size: 1,
    language: null,
    topics: record.topics,
    archived: record.archived,
    disabled: false,
    is_template: false,
    has_issues: flag('has_issues', true),
    has_projects: flag('has_projects', true),
    has_wiki: flag('has_wiki', true),
    has_pages: false,
    allow_merge_commit: flag('allow_merge_commit', true),
    allow_squash_merge: flag('allow_squash_merge', true),
    allow_rebase_merge: flag('allow_rebase_merge', true),
    allow_auto_merge: flag('allow_auto_merge', false),
    delete_branch_on_merge: flag('delete_branch_on_merge', false),
    open_issues_count: open,
    open_issues: open,
    forks_count: 0,
    forks: 0,
    stargazers_count: 0,
    watchers_count: 0,
    watchers: 0,
    default_branch: record.defaultBranch,
    permissions: {
      admin: true,
      maintain: true,
      push: true,
      triage: true,
      pull: true,
    },
    custom_properties: record.customProperties,
  };
}
