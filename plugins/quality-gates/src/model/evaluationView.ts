import type {
  CheckResult,
  Evaluation,
  Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';

const mainBranches = ['main', 'master'];

/**
 * The evaluation that speaks for the service: the newest of the main branch; where no branch is known, the newest that
 * does not come from a pull request.
 *
 * @internal
 */
export function mainEvaluation(
  evaluations: readonly Evaluation[],
): Evaluation | undefined {
  const pushed = evaluations.filter(
    ({ pullRequest }) => pullRequest === undefined,
  );
  return (
    pushed.find(({ branch }) => branch && mainBranches.includes(branch)) ??
    pushed[0] ??
    evaluations[0]
  );
}

const worstFirst: Verdict[] = ['failed', 'error', 'inconclusive', 'passed'];

/** Worst first, and of the equally bad the blocking ones first; otherwise as the gate orders them. @internal */
export function sortedChecks(checks: readonly CheckResult[]): CheckResult[] {
  return [...checks].sort(
    (a, b) =>
      worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict) ||
      Number(b.blocking) - Number(a.blocking),
  );
}

/** Everything that did not pass; nothing of it may disappear. @internal */
export const notPassed = (checks: readonly CheckResult[]): CheckResult[] =>
  sortedChecks(checks).filter(({ verdict }) => verdict !== 'passed');

/** @internal */
export function countChecks(checks: readonly CheckResult[]) {
  const count = (...verdicts: Verdict[]) =>
    checks.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    failed: count('failed'),
    unclear: count('inconclusive', 'error'),
    passed: count('passed'),
  };
}

/** The page of a commit beside the page of its CI run, where the run is one of GitHub Actions. @internal */
export function commitUrl(evaluation: Evaluation): string | undefined {
  const repository = /^(https?:\/\/.+?)\/actions\/runs\//i.exec(
    evaluation.run.url ?? '',
  )?.[1];
  return repository ? `${repository}/commit/${evaluation.commit}` : undefined;
}

/** Addresses come from CI: only web pages are followed. @internal */
export const safeUrl = (url: string | undefined): string | undefined =>
  url && /^https?:\/\//i.test(url) ? url : undefined;
