import { InputError } from '@backstage/errors';
import {
  parseGateChanges,
  tightenGate,
  type Gate,
  type GateChanges,
} from '@heal7/backstage-plugin-quality-gates-common';

/** The team's own changes of its gate. Refused as a whole when they would loosen it. */
export function parseTightening(gate: Gate, value: unknown): GateChanges {
  const { changes, problems } = parseGateChanges(value);
  const [problem] = problems;
  if (problem) {
    throw new InputError(
      `${['tighten', ...problem.path].join('.')}: ${problem.message}`,
    );
  }
  const refused = tightenGate(gate, changes).problems;
  if (refused.length > 0) throw new InputError(`tighten: ${refused.join(' ')}`);
  return changes;
}
