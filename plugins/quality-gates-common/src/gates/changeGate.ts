import type { CheckDefinition, Gate, GateChanges } from '../types';

/**
 * What the platform team may do to a gate: replace thresholds (as a whole), make checks advisory or blocking, take them out
 * (`false`), and put checks in. Changes of checks that the gate does not have are left aside, because one configuration
 * serves the gates of all kinds of services; `unknownChecks` finds those that no gate has.
 *
 * @public
 */
export function changeGate(gate: Gate, changes: GateChanges): Gate {
  const changed = new Map(Object.entries(changes.checks ?? {}));
  const added = new Map((changes.add ?? []).map(check => [check.id, check]));
  const kept = gate.checks.flatMap((check): CheckDefinition[] => {
    const change = changed.get(check.id);
    if (change === false) return [];
    return [{ ...check, ...change }];
  });
  return {
    ...gate,
    // A check put in under the id of another takes its place.
    checks: [...kept.filter(check => !added.has(check.id)), ...added.values()],
  };
}

/** Ids of changed checks that none of the gates has: most likely misspelt. @public */
export function unknownChecks(
  gates: readonly Gate[],
  changes: GateChanges,
): string[] {
  const known = new Set(
    gates.flatMap(gate => gate.checks.map(check => check.id)),
  );
  return Object.keys(changes.checks ?? {}).filter(id => !known.has(id));
}
