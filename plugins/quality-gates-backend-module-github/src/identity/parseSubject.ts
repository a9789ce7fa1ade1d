/** Whom a token of GitHub Actions speaks for. */
export interface RepositorySubject {
  owner: string;
  name: string;
  /** Both or none: only tokens with "immutable subject claims" have them. */
  ids?: { owner: string; repository: string };
  /** `ref:refs/heads/main`, `environment:prod`, `pull_request` …; absent when the subject was customised to say none. */
  context?: string;
}

/** Names of GitHub hold no `@`, so what follows one is the id. */
const pattern =
  /^repo:(?<owner>\w[\w-]*)(?:@(?<ownerId>\d+))?\/(?<name>[\w.-]+)(?:@(?<repositoryId>\d+))?(?::(?<context>.+))?$/s;

/**
 * Reads the claim `sub`: `repo:OWNER/REPO:<context>`, or `repo:OWNER@ID/REPO@ID:<context>` for repositories made, renamed
 * or moved since July 2026 (https://docs.github.com/en/actions/reference/security/oidc#immutable-subject-claims).
 * `undefined` when it does not begin with a repository, as some customised subjects.
 */
export function parseSubject(subject: string): RepositorySubject | undefined {
  const groups = pattern.exec(subject)?.groups;
  if (!groups) return undefined;
  const { context, name, owner, ownerId, repositoryId } = groups;
  if ((ownerId === undefined) !== (repositoryId === undefined)) {
    return undefined;
  }
  return {
    owner,
    name,
    ...(ownerId && repositoryId
      ? { ids: { owner: ownerId, repository: repositoryId } }
      : {}),
    ...(context ? { context } : {}),
  };
}
