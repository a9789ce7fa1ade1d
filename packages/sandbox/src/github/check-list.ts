import { GithubContext } from './github-context';
import { jobAsCheckRun } from './payloads/check-payload';
import { Repository } from './repository';
import { CheckRunRecord, StatusRecord } from './state/github-state';

/** Check runs of a commit: those that Apps made, and the jobs of its workflow runs. */
export function checkRunsOf(
  context: Pick<GithubContext, 'baseUrl'>,
  repository: Repository,
  sha: string,
): CheckRunRecord[] {
  const { checkRuns, runs } = repository.record;
  return [
    ...checkRuns.filter(each => each.sha === sha),
    ...runs
      .filter(run => run.headSha === sha)
      .flatMap(run =>
        run.jobs.map(job => jobAsCheckRun(context, repository, run, job)),
      ),
  ];
}

/** Of several of one suite with one name the newest: what GitHub lists when nobody asks for `filter=all`. */
export function latestCheckRuns(checks: CheckRunRecord[]): CheckRunRecord[] {
  const newest = new Map<string, CheckRunRecord>();
  for (const check of checks) {
    const suite = check.runId ?? check.app;
    const key = `${suite}\n${check.name}`;
    const known = newest.get(key);
    if (!known || known.id < check.id) newest.set(key, check);
  }
  return [...newest.values()];
}

/** The newest status of each context, newest first. */
export function latestStatuses(
  repository: Repository,
  sha: string,
): StatusRecord[] {
  return repository.record.statuses
    .filter(each => each.sha === sha)
    .reverse()
    .filter(
      (each, i, all) =>
        all.findIndex(other => other.context === each.context) === i,
    );
}
