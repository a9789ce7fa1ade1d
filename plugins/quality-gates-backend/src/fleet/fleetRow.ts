import {
  countsAtOnce,
  worstVerdict,
  type FleetCell,
  type FleetRow,
  type Verdict,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { CheckSummary } from '../store/checkSummary';
import type { FleetJudgement, FleetKey } from '../store/FleetStore';

/** A row of the fleet table with the waivers of its entity applied. Pure. */
export function fleetRow(
  key: Pick<FleetKey, 'entityRef' | 'owner'>,
  judgement: FleetJudgement,
  waived: ReadonlySet<string> = new Set(),
): FleetRow {
  const verdict = verdictOf(judgement, waived);
  return {
    entityRef: key.entityRef,
    ...(key.owner === undefined ? {} : { owner: key.owner }),
    evaluationId: judgement.evaluationId,
    commit: judgement.commit,
    verdict,
    // As `isDecided` says it of an evaluation.
    ...(judgement.waits && !countsAtOnce(verdict) ? { pending: true } : {}),
    updatedAt: judgement.updatedAt,
    cells: Object.fromEntries(
      judgement.checks.map(check => [check.id, cellOf(check, waived)]),
    ),
  };
}

const excused = (check: CheckSummary, waived: ReadonlySet<string>) =>
  check.verdict !== 'passed' && waived.has(check.id);

function cellOf(check: CheckSummary, waived: ReadonlySet<string>): FleetCell {
  return {
    verdict: check.verdict,
    ...(check.value === undefined ? {} : { value: check.value }),
    ...(check.unit === undefined ? {} : { unit: check.unit }),
    ...(excused(check, waived) ? { waived: true } : {}),
    ...(check.pending ? { pending: true } : {}),
  };
}

/** As `applyWaivers` decides it, on what the fleet knows of a check. */
function verdictOf(
  judgement: FleetJudgement,
  waived: ReadonlySet<string>,
): Verdict {
  const blocking = judgement.checks.filter(check => check.blocking);
  const deciding = blocking.filter(check => !excused(check, waived));
  if (deciding.length === blocking.length) return judgement.verdict;
  return deciding.length === 0
    ? 'passed'
    : worstVerdict(deciding.map(check => check.verdict));
}
