import type { Gate, GateResult } from '../types';
import { evaluateCheck } from './evaluateCheck';
import type { GateFacts } from './GateFacts';
import { worstVerdict } from './worstVerdict';

/**
 * Judges a gate. Pure: the same gate, facts and time give the same result in CI and in the portal. The verdict is the
 * worst of the blocking checks; advisory checks are judged and shown. Waivers are none of its business: `applyWaivers`.
 *
 * @public
 */
export function evaluateGate(
  gate: Gate,
  facts: GateFacts,
  now: Date,
): GateResult {
  const checks = gate.checks.map(check => evaluateCheck(check, facts, now));
  return {
    gate: gate.name,
    verdict: worstVerdict(
      checks.filter(check => check.blocking).map(check => check.verdict),
    ),
    checks,
  };
}
