import {
  evaluateGate,
  type CheckDefinition,
  type Gate,
} from '@heal7/backstage-plugin-quality-gates-common';
import { UsageError } from '../config/GatesConfig';
import type { Judgement } from '../output/Judgement';
import type { Collected } from './collect';

/** Which part of a CI run this is. */
export interface PartOptions {
  /** Default: `main`. */
  part?: string;
  /** Parts that come later, e.g. `image`. */
  expects?: string[];
}

const firstPart = 'main';

const nothingFound = 'No report was found: check the patterns.';

/** The gate judged here, by what this working copy holds. Nobody but the portal knows of waivers. */
export function judge(
  gate: Gate,
  collected: Collected,
  options: PartOptions & { commit?: string },
  now: Date,
): Judgement {
  const { measurements, problems, service } = collected;
  const result = evaluateGate(
    gate,
    {
      measurements,
      problems,
      commit: options.commit,
      pendingParts: pendingPartsHere(gate, options),
    },
    now,
  );
  return {
    ...result,
    title: gate.title,
    problems,
    at: now,
    notes: collected.results.length === 0 ? [nothingFound] : [],
    json: { ...result, service, measurements, problems },
  };
}

/** A later part of the run has none of the reports of the others; only its own checks are judged in it. */
function pendingPartsHere(gate: Gate, options: PartOptions): string[] {
  const { part = firstPart, expects = [] } = options;
  const parts = part === firstPart ? [] : gate.checks.map(partOf);
  // What is here is not awaited.
  return [...expects, ...parts].filter(other => other !== part);
}

function partOf(check: CheckDefinition): string {
  return check.part ?? firstPart;
}

/** Where nothing is asked of a part, nothing would be judged: that is no pass. */
export function requirePart(gate: Gate, { part }: PartOptions): void {
  const parts = [...new Set(gate.checks.map(partOf))];
  if (part === undefined || parts.includes(part)) return;
  throw new UsageError(
    `No check of the gate belongs to the part "${part}"; there are ${parts.join(
      ', ',
    )}.`,
  );
}
