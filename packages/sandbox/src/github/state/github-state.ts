/** Everything the sandbox GitHub remembers besides Git objects. No URLs: they depend on the port. */
export interface GithubState {
  lastId: number;
  /** Keyed `owner/name` in lower case, as GitHub compares names. */
  repositories: Record<string, RepositoryRecord>;
  /** Access tokens handed out by the OAuth page → login. */
  oauthTokens: Record<string, string>;
  /** Tokens of App installations → when they end, ISO. */
  installationTokens: Record<string, string>;
}

export interface RepositoryRecord {
  id: number;
  owner: string;
  name: string;
  description: string;
  homepage: string;
  private: boolean;
  defaultBranch: string;
  topics: string[];
  archived: boolean;
  createdAt: string;
  updatedAt: string;
  pushedAt: string;
  /** `has_issues`, `allow_squash_merge` … as they were sent. */
  settings: Record<string, boolean | string>;
  customProperties: Record<string, string>;
  issues: IssueRecord[];
  lastIssueNumber: number;
  statuses: StatusRecord[];
  checkRuns: CheckRunRecord[];
  branchProtection: Record<string, Record<string, unknown>>;
  environments: Record<string, EnvironmentRecord>;
  variables: Record<string, VariableRecord>;
  /** Names only: the sandbox cannot decrypt a secret and does not keep it. */
  secrets: Record<string, SecretRecord>;
  collaborators: Record<string, string>;
  teams: Record<string, string>;
  /** Webhooks, deploy keys, autolinks and the like: kept as they came. */
  extras: Record<string, Array<{ id: number; [field: string]: unknown }>>;
  runs: RunRecord[];
  runNumbers: Record<string, number>;
  artifacts: ArtifactRecord[];
}

export interface IssueRecord {
  id: number;
  number: number;
  title: string;
  body: string;
  author: string;
  state: 'open' | 'closed';
  createdAt: string;
  updatedAt: string;
  closedAt?: string;
  labels: string[];
  assignees: string[];
  comments: Array<{
    id: number;
    author: string;
    body: string;
    createdAt: string;
  }>;
  /** Present on pull requests; GitHub numbers issues and pull requests together. */
  pull?: PullDetails;
}

export interface PullDetails {
  head: string;
  base: string;
  draft: boolean;
  /** Frozen when the pull request is closed; while it is open the branches say. */
  headSha: string;
  baseSha: string;
  mergedAt?: string;
  mergedBy?: string;
  mergeCommitSha?: string;
  requestedReviewers: string[];
  requestedTeams: string[];
}

export interface StatusRecord {
  id: number;
  sha: string;
  state: string;
  context: string;
  description: string;
  targetUrl: string;
  creator: string;
  createdAt: string;
}

export interface CheckRunRecord {
  id: number;
  sha: string;
  name: string;
  status: string;
  conclusion?: string;
  externalId: string;
  detailsUrl: string;
  output: Record<string, unknown>;
  startedAt: string;
  completedAt?: string;
  /** Slug of the App that made it. */
  app: string;
  /** The workflow run whose job it is. */
  runId?: number;
}

export interface EnvironmentRecord {
  id: number;
  name: string;
  createdAt: string;
  updatedAt: string;
  waitTimer: number;
  preventSelfReview: boolean;
  reviewers: Array<{ type: string; id: number }>;
  branchPolicy?: {
    protected_branches: boolean;
    custom_branch_policies: boolean;
  };
  branchPolicies: Array<{ id: number; name: string; type: string }>;
  variables: Record<string, VariableRecord>;
  secrets: Record<string, SecretRecord>;
}

export interface VariableRecord {
  name: string;
  value: string;
  createdAt: string;
  updatedAt: string;
}

export interface SecretRecord {
  name: string;
  createdAt: string;
  updatedAt: string;
}

export const runStatuses = ['queued', 'in_progress', 'completed'] as const;
export type RunStatus = (typeof runStatuses)[number];
export type RunConclusion = 'success' | 'failure' | 'cancelled' | 'skipped';

export interface RunRecord {
  id: number;
  runNumber: number;
  attempt: number;
  /** Name of the workflow, as its file says. */
  name: string;
  workflowPath: string;
  event: 'push' | 'pull_request' | 'workflow_dispatch';
  headBranch: string;
  headSha: string;
  actor: string;
  displayTitle: string;
  pullNumber?: number;
  inputs: Record<string, string>;
  status: RunStatus;
  conclusion?: RunConclusion;
  createdAt: string;
  startedAt: string;
  updatedAt: string;
  /** Of a commit from before the sandbox was started. */
  past?: true;
  jobs: JobRecord[];
}

export interface JobRecord {
  id: number;
  /** Key under `jobs:` in the workflow. */
  key: string;
  name: string;
  needs: string[];
  status: RunStatus;
  conclusion?: RunConclusion;
  startedAt?: string;
  completedAt?: string;
  steps: StepRecord[];
}

export interface StepRecord {
  number: number;
  name: string;
  status: RunStatus;
  conclusion?: RunConclusion;
  startedAt?: string;
  completedAt?: string;
}

export interface ArtifactRecord {
  id: number;
  runId: number;
  name: string;
  size: number;
  digest: string;
  createdAt: string;
}

export function emptyGithubState(): GithubState {
  return {
    lastId: 1000,
    repositories: {},
    oauthTokens: {},
    installationTokens: {},
  };
}
