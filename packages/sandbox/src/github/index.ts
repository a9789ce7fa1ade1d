export * from './accounts';
export type {
  PushEvent,
  PullRequestEvent,
  DispatchEvent,
  PullRequest,
} from './events';
export type { FileContent } from './git/git-writer';
export type { GitPerson } from './git/run-git';
export { GitError, gitText, runGit } from './git/run-git';
export type { GithubContext, OAuthApp } from './github-context';
export * from './github-server';
export type { NewRepository, Trailers } from './seeding';
export type {
  ArtifactRecord,
  JobRecord,
  RunRecord,
  RunConclusion,
  RunStatus,
} from './state/github-state';
