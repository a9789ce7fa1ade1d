import type { Gate, GateResult, Measurement, ReportProblem } from '../types';
import { evaluateCheck } from './evaluateCheck';
import { worstVerdict } from './worstVerdict';

/** What is known about a subject. @public */
export interface GateFacts {
  measurements: readonly Measurement[];
  problems: readonly ReportProblem[];
}

/**
 * Judges a gate. Pure: the same gate, facts and time give the same result in CI and in the portal. The verdict is the
 * worst of the blocking checks; advisory checks are judged and shown.
 *
 * @public
 */
export function evaluateGate(
  gate: Gate,
  facts: GateFacts,
  now: Date,
): GateResult {
  const checks = gate.checks.map(check =>
    evaluateCheck(check, facts.measurements, facts.problems, now),
  );
  return {
    gate: gate.name,
    verdict: worstVerdict(
      checks.filter(check => check.blocking).map(check => check.verdict),
    ),
    checks,
  };
}
