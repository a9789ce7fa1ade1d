import type { Measurement, ReportProblem } from '../types';
import { heal7Gate } from '../gates';
import { evaluateGate } from './evaluateGate';
import type { GateFacts } from './GateFacts';
import { goodBackend } from './testing';

export const now = new Date('2026-03-01T12:00:00Z');

export const good = goodBackend;

/** Everything good, but without the measurements of this id that are of no scope. */
export function without(id: string) {
  return good.filter(it => it.id !== id || it.source.scope);
}

/** Judges the gate of a backend. */
export function judge(
  measurements: readonly Measurement[],
  problems: ReportProblem[] = [],
  facts: Partial<GateFacts> = {},
) {
  const result = evaluateGate(
    heal7Gate('backend'),
    { measurements, problems, ...facts },
    now,
  );
  const check = (id: string) => {
    const found = result.checks.find(it => it.id === id);
    if (!found) throw new Error(`no check ${id}`);
    return found;
  };
  return { verdict: result.verdict, check };
}
