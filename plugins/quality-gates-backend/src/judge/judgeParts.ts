import {
  evaluateGate,
  tightenGate,
  type Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import type { Judged, JudgeFacts } from '../store/EvaluationStore';
import { uniqueMeasurements, uniqueProblems } from './uniqueReports';

/** Every CI run has this part. */
export const mainPart = 'main';

/** Judges what has come of a CI run. What is still awaited is pending until the waiting ends, then it is missing. Pure. */
export function judgeParts(
  gate: Gate,
  facts: JudgeFacts,
  pendingMs: number,
  now: Date,
): Judged {
  const { parts } = facts;
  const pendingUntil = new Date(Date.parse(facts.waitingSince) + pendingMs);
  const pendingParts = now < pendingUntil ? awaitedOf(facts) : [];
  const problems = uniqueProblems(parts.flatMap(part => part.problems));
  const tightened = parts.reduce(
    // Loosening was refused at the door; after a change of the configuration the stricter value stays.
    (before, { tighten }) =>
      tighten ? tightenGate(before, tighten).gate : before,
    gate,
  );
  const { verdict, checks } = evaluateGate(
    tightened,
    {
      measurements: uniqueMeasurements(
        parts.flatMap(part => part.measurements),
      ),
      problems,
      commit: facts.commit,
      pendingParts,
    },
    now,
  );
  return {
    verdict,
    checks,
    problems,
    pendingParts,
    ...(pendingParts.length > 0
      ? { pendingUntil: pendingUntil.toISOString() }
      : {}),
  };
}

function awaitedOf({ parts }: JudgeFacts): string[] {
  const here = new Set(parts.map(({ part }) => part));
  const expected = new Set([
    mainPart,
    ...parts.flatMap(({ expects }) => expects),
  ]);
  return [...expected].filter(part => !here.has(part));
}
