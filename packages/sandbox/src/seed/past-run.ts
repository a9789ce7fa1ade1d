import { GithubServer } from '../github';

const MINUTE_MS = 60_000;
export const CI_WORKFLOW = '.github/workflows/ci.yml';

/** Notes that a commit of the past had a CI run; `createHistory` runs it when the portal is there. */
export function notePastRun(
  { context }: Pick<GithubServer, 'context'>,
  name: string,
  commit: { sha: string; author: string; title: string; date: Date },
): void {
  const [owner, repository] = name.split('/');
  context.actions.create(context.repositories.get(owner, repository), {
    name: 'CI',
    workflowPath: CI_WORKFLOW,
    event: 'push',
    headBranch: 'main',
    headSha: commit.sha,
    actor: commit.author,
    displayTitle: commit.title,
    past: new Date(commit.date.getTime() + MINUTE_MS / 4),
    jobs: [],
  });
}
