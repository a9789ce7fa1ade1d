import {
  type AppliedWaiver,
  type CheckGroup,
  checkGroups,
  type CheckResult,
  type Evaluation,
  type ReportProblem,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { isPending, isUnclear } from './marks';

const worstFirst: Verdict[] = ['failed', 'error', 'inconclusive', 'passed'];

/** Worst first, and of the equally bad those that decide the verdict first; otherwise as the gate orders them. @internal */
export function sortedChecks(checks: readonly CheckResult[]): CheckResult[] {
  const decides = (check: CheckResult) =>
    Number(check.blocking && !check.waiver);
  return [...checks].sort(
    (a, b) =>
      worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict) ||
      decides(b) - decides(a),
  );
}

/** Everything that did not pass; nothing of it may disappear. @internal */
export const notPassed = (checks: readonly CheckResult[]): CheckResult[] =>
  sortedChecks(checks).filter(({ verdict }) => verdict !== 'passed');

/** @internal */
export function countChecks(checks: readonly CheckResult[]) {
  const pending = checks.filter(isPending).length;
  const count = (is: (verdict: Verdict) => boolean) =>
    checks.filter(({ verdict }) => is(verdict)).length;
  return {
    failed: count(verdict => verdict === 'failed'),
    unclear: count(isUnclear) - pending,
    pending,
    passed: count(verdict => verdict === 'passed'),
  };
}

/** The checks in their groups, in the order of the gate; empty groups left out. @internal */
export const groupedChecks = (
  checks: readonly CheckResult[],
): Array<{ group: CheckGroup; checks: CheckResult[] }> =>
  checkGroups
    .map(group => ({
      group,
      checks: sortedChecks(checks.filter(check => check.group === group)),
    }))
    .filter(({ checks: inGroup }) => inGroup.length > 0);

/** @internal */
export const problemKey = ({ file, code, message }: ReportProblem) =>
  [file, code, message].join(' ');

/** Reports that could not be used and leave open whether the gate passes; what else is odd stands at its check. @internal */
export function decidingProblems(
  checks: readonly CheckResult[],
): ReportProblem[] {
  const problems = checks
    .filter(
      ({ blocking, waiver, verdict }) =>
        blocking && !waiver && isUnclear(verdict),
    )
    .flatMap(check => check.problems ?? []);
  const keys = problems.map(problemKey);
  return problems.filter((_, index) => keys.indexOf(keys[index]) === index);
}

/** How many of the checks are in, while other parts of the CI run are awaited. @internal */
export function progressOf({ checks }: Pick<Evaluation, 'checks'>) {
  const { pending } = countChecks(checks);
  return { done: checks.length - pending, all: checks.length };
}

/** The exceptions that a verdict rests on; the one that ends first comes first. @internal */
export const waiversOf = (checks: readonly CheckResult[]): AppliedWaiver[] =>
  checks
    .flatMap(({ waiver }) => (waiver ? [waiver] : []))
    .sort((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt));

/** The page of a commit: of the repository, or beside the page of its CI run where that is one of GitHub Actions. @internal */
export function commitUrl(
  commit: string,
  places: { repositoryUrl?: string; runUrl?: string },
): string | undefined {
  const repository =
    places.repositoryUrl ??
    /^(https?:\/\/.+?)\/actions\/runs\//i.exec(places.runUrl ?? '')?.[1];
  return repository
    ? `${repository.replace(/\/$/, '')}/commit/${commit}`
    : undefined;
}

/** Addresses come from elsewhere: only web pages are followed. @internal */
export const safeUrl = (url: string | undefined): string | undefined =>
  url && /^https?:\/\//i.test(url) ? url : undefined;
