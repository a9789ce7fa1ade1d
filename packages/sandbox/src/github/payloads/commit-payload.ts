import { CommitInfo } from '../git/git-reader';
import { FileDiff } from '../git/parse-diff';
import { GithubContext } from '../github-context';
import { Repository } from '../repository';
import { accountPayload } from './account-payload';
import { repositoryUrls } from './repository-payload';

const unsigned = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
};

/** The account behind an e-mail address, as GitHub links commits to people. */
function accountOf(context: GithubContext, email: string) {
  const found = context.accounts
    .all()
    .find(each => each.email !== '' && each.email === email);
  return found ? accountPayload(context, found.login) : null;
}

/** `GET /git/commits/:sha` */
export function gitCommitPayload(
  context: GithubContext,
  repository: Repository,
  commit: CommitInfo,
) {
  const { api, html } = repositoryUrls(context, repository);
  return {
    sha: commit.sha,
    node_id: Buffer.from(`Commit${commit.sha}`).toString('base64'),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
    verification: unsigned,
  };
}

/** `GET /commits/:ref` without files. */
export function commitPayload(
  context: GithubContext,
  repository: Repository,
  commit: CommitInfo,
) {
  const { api, html } = repositoryUrls(context, repository);
  return {
    sha: commit.sha,
    node_id: Buffer.from(`Commit${commit.sha}`).toString('base64'),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/commit/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: unsigned,
    },
    author: accountOf(context, commit.author.email),
    committer: accountOf(context, commit.committer.email),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: `${html}/commit/${sha}`,
    })),
  };
}

export function filePayload(
  context: GithubContext,
  repository: Repository,
  ref: string,
  file: FileDiff,
) {
  const { api, html } = repositoryUrls(context, repository);
  const path = file.filename.split('/').map(encodeURIComponent).join('/');
  return {
    sha: file.sha,
    filename: file.filename,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${ref}/${path}`,
    raw_url: `${html}/raw/${ref}/${path}`,
    contents_url: `${api}/contents/${path}?ref=${ref}`,
    ...(file.patch === undefined ? {} : { patch: file.patch }),
    ...(file.previousFilename
      ? { previous_filename: file.previousFilename }
      : {}),
  };
}
