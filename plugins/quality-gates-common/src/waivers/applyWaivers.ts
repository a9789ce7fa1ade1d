import { worstVerdict } from '../evaluate';
import type { AppliedWaiver, CheckResult, Verdict, Waiver } from '../types';
import { waiverStateAt } from './waiverStateAt';

/**
 * Applies the waivers of an entity to its judgement. A waived check keeps its own verdict and shows the waiver, but does not
 * decide the verdict of the gate; a check that passes needs no waiver and shows none. Meant for reading: the stored verdict
 * stays raw, so that a waiver lapses by itself and leaves no trace in what was judged.
 *
 * @public
 */
export function applyWaivers<
  T extends { checks: CheckResult[]; verdict: Verdict },
>(judged: T, waivers: readonly Waiver[], now: Date): T {
  const inForce = waiversInForce(waivers, now);
  const checks = judged.checks.map((check): CheckResult => {
    const waiver = inForce.get(check.id);
    return waiver && check.verdict !== 'passed' ? { ...check, waiver } : check;
  });
  const blocking = checks.filter(check => check.blocking);
  if (blocking.every(check => !check.waiver)) return { ...judged, checks };
  const deciding = blocking.filter(check => !check.waiver);
  return {
    ...judged,
    checks,
    verdict:
      deciding.length === 0
        ? 'passed'
        : worstVerdict(deciding.map(check => check.verdict)),
  };
}

/** By check id; of several the one that lasts longest. */
function waiversInForce(
  waivers: readonly Waiver[],
  now: Date,
): Map<string, AppliedWaiver> {
  return new Map(
    waivers
      .filter(waiver => waiverStateAt(waiver, now) === 'approved')
      .sort((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt))
      .map(({ id, checkId, reason, decidedBy, expiresAt }) => [
        checkId,
        { id, reason, approvedBy: decidedBy ?? '', expiresAt },
      ]),
  );
}
