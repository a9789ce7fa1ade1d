import { checkRunsOf, latestCheckRuns, latestStatuses } from './check-list';
import { appIds } from './github-app';
import { GithubContext } from './github-context';
import { Repository } from './repository';
import { CheckRunRecord } from './state/github-state';

const passing = ['success', 'neutral', 'skipped'];

type Standing = 'passed' | 'expected' | 'failing' | 'pending' | 'in progress';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

interface RequiredCheck {
  name: string;
  /** Only this App's check run counts. */
  appId?: number;
}

function requiredCheck(value: unknown): RequiredCheck[] {
  if (typeof value === 'string') return [{ name: value }];
  if (!isRecord(value) || typeof value.context !== 'string') return [];
  const { app_id: appId, context } = value;
  // -1 is GitHub's word for any App.
  return typeof appId === 'number' && appId > 0
    ? [{ name: context, appId }]
    : [{ name: context }];
}

/** The checks that must have passed before anything is merged into a branch; `checks` says more than `contexts`. */
function requiredChecks(
  repository: Repository,
  branch: string,
): RequiredCheck[] {
  const rules: unknown =
    repository.record.branchProtection[branch]?.required_status_checks;
  if (!isRecord(rules)) return [];
  const { checks, contexts } = rules;
  const all = [checks, contexts].flatMap((list: unknown) =>
    Array.isArray(list) ? list.flatMap(requiredCheck) : [],
  );
  return all.filter(
    ({ name }, i) => all.findIndex(other => other.name === name) === i,
  );
}

function standingOfRun(check: CheckRunRecord): Standing {
  if (check.status !== 'completed') return 'in progress';
  return passing.includes(check.conclusion ?? '') ? 'passed' : 'failing';
}

function standingOfStatus(state: string): Standing {
  if (state === 'pending') return 'pending';
  return state === 'success' ? 'passed' : 'failing';
}

/**
 * Why GitHub would not merge this commit into the branch; `undefined` = nothing is missing. Nobody here may bypass the
 * rules: people and Apps of the sandbox write, they do not administer.
 */
export function missingChecks(
  context: Pick<GithubContext, 'baseUrl'>,
  repository: Repository,
  branch: string,
  sha: string,
): string | undefined {
  const required = requiredChecks(repository, branch);
  if (required.length === 0) return undefined;
  const runs = latestCheckRuns(checkRunsOf(context, repository, sha));
  const statuses = latestStatuses(repository, sha);
  const open = required.flatMap(({ appId, name }) => {
    const found = [
      ...runs
        .filter(each => each.name === name)
        .filter(each => !appId || appIds[each.app] === appId)
        .map(standingOfRun),
      ...statuses
        .filter(each => each.context === name && !appId)
        .map(each => standingOfStatus(each.state)),
    ];
    const standing =
      found.length === 0
        ? 'expected'
        : found.find(each => each !== 'passed') ?? 'passed';
    return standing === 'passed' ? [] : [{ name, standing }];
  });
  if (open.length === 0) return undefined;
  if (required.length === 1) {
    return `Required status check "${open[0].name}" is ${open[0].standing}.`;
  }
  const parts = [...new Set(open.map(each => each.standing))].map(standing => {
    const count = open.filter(each => each.standing === standing).length;
    return `${count} ${standing}`;
  });
  return `${open.length} of ${
    required.length
  } required status checks have not succeeded: ${parts.join(', ')}.`;
}
