import type { CheckChange, CheckDefinition, Gate, GateChanges } from '../types';
import { tightenThreshold } from './tightenThreshold';

/**
 * What a team may do to its gate: stricter thresholds and ages, advisory checks made blocking, further checks. Whatever
 * would loosen it is refused with a sentence, and the gate keeps the stricter value.
 *
 * @public
 */
export function tightenGate(
  gate: Gate,
  changes: GateChanges,
): { gate: Gate; problems: string[] } {
  const problems: string[] = [];
  const wishes = new Map(Object.entries(changes.checks ?? {}));
  const checks = gate.checks.map(check => {
    const wish = wishes.get(check.id);
    wishes.delete(check.id);
    if (wish === undefined) return check;
    const tightened = tightenCheck(check, wish);
    problems.push(...tightened.problems);
    return tightened.check;
  });
  for (const id of wishes.keys()) {
    problems.push(`${id}: the gate "${gate.title}" has no such check.`);
  }
  const ids = new Set(gate.checks.map(check => check.id));
  const added = (changes.add ?? []).filter(check => {
    if (!ids.has(check.id)) {
      ids.add(check.id);
      return true;
    }
    problems.push(`${check.id}: a check of this id is there already.`);
    return false;
  });
  return { gate: { ...gate, checks: [...checks, ...added] }, problems };
}

function tightenCheck(
  check: CheckDefinition,
  wish: CheckChange | false,
): { check: CheckDefinition; problems: string[] } {
  if (wish === false) {
    return {
      check,
      problems: [`${check.id}: only the platform team may take a check out.`],
    };
  }
  const problems: string[] = [];
  const tightened = { ...check };
  if (wish.threshold) {
    const result = tightenThreshold(check, wish.threshold);
    tightened.threshold = result.threshold;
    problems.push(...result.problems);
  }
  if (wish.blocking === false && check.blocking) {
    problems.push(
      `${check.id}: only the platform team may make a check advisory.`,
    );
  }
  tightened.blocking = check.blocking || wish.blocking === true;
  const { maxAgeSeconds } = wish;
  if (maxAgeSeconds !== undefined) {
    const limit = check.maxAgeSeconds ?? Infinity;
    if (maxAgeSeconds > limit) {
      problems.push(
        `${check.id}: an age of ${maxAgeSeconds} seconds is looser than ${limit}, which stays.`,
      );
    }
    tightened.maxAgeSeconds = Math.min(maxAgeSeconds, limit);
  }
  return { check: tightened, problems };
}
