import {
  isDecided,
  type CheckResult,
  type Evaluation,
  type FleetCell,
  type FleetRow,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import { find } from './find';

/** How something stands: a verdict, or why there is none. Each has its own icon and word. @internal */
export type Mark =
  | Verdict
  | 'pending'
  | 'missing'
  | 'stale'
  | 'otherCommit'
  | 'contradictory'
  | 'unreadable'
  | 'notJudged';

/** Why a check is neither passed nor failed. */
const unclear: { [reasonCode: string]: Mark } = {
  pending: 'pending',
  missing: 'missing',
  stale: 'stale',
  'other-commit': 'otherCommit',
  contradictory: 'contradictory',
  unreadable: 'unreadable',
};

/** @internal */
export const isUnclear = (verdict: Verdict): boolean =>
  verdict === 'inconclusive' || verdict === 'error';

/** Its part of the CI run has not come yet. @internal */
export const isPending = ({ reasonCode }: Pick<CheckResult, 'reasonCode'>) =>
  reasonCode === 'pending';

/** Missing and out of date are told apart from failed. @internal */
export const markOfCheck = (
  check: Pick<CheckResult, 'verdict' | 'reasonCode'>,
): Mark =>
  (isUnclear(check.verdict) && find(unclear, check.reasonCode)) ||
  check.verdict;

/** As the check at the commit shows it: pending while parts of the CI run can still change the verdict. @internal */
export const markOfEvaluation = (
  evaluation: Pick<Evaluation, 'verdict' | 'pendingParts'> | undefined,
): Mark => {
  if (!evaluation) return 'notJudged';
  return isDecided(evaluation) ? evaluation.verdict : 'pending';
};

/** A service of the fleet, or one of its checks. @internal */
export const markOfFleet = ({
  pending,
  verdict,
}: Pick<FleetRow | FleetCell, 'pending' | 'verdict'>): Mark =>
  pending ? 'pending' : verdict;
