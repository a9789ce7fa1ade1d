import {
  heal7Gate,
  type CheckResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import { judgeParts } from '../judge/judgeParts';
import type {
  EvaluationPart,
  Judge,
  NewEvaluation,
} from '../store/EvaluationStore';
import { commitA, imageMeasurements, mainMeasurements } from '../testing';

export const start = new Date('2026-03-01T10:00:00.000Z');
const minute = 60_000;

export function at(minutes: number): Date {
  return new Date(start.getTime() + minutes * minute);
}

/** Judges by the gate of a backend, waiting half an hour for parts. */
export const judgeAt =
  (now: Date): Judge =>
  facts =>
    judgeParts(heal7Gate('backend'), facts, 30 * minute, now);

/** A judge of a gate with one check. */
export const judgeAs =
  (check: Partial<CheckResult>): Judge =>
  () => {
    const only: CheckResult = {
      id: 'tests.failed',
      title: 'Failed tests',
      group: 'tests',
      blocking: true,
      verdict: 'passed',
      threshold: { max: 0 },
      unit: 'count',
      measurements: [],
      reasonCode: 'passed',
      reason: '0 is at most 0.',
      ...check,
    };
    return {
      verdict: only.verdict,
      checks: [only],
      problems: [],
      pendingParts: [],
    };
  };

export function newEvaluation(
  changes: Partial<NewEvaluation> = {},
): NewEvaluation {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    entityRef: 'component:default/saju-calculator',
    commit: commitA,
    branch: 'main',
    run: { id: '17' },
    gate: 'heal7',
    service: 'backend',
    onDefaultBranch: true,
    createdAt: start.toISOString(),
    ...changes,
  };
}

export const mainPart: EvaluationPart = {
  part: 'main',
  expects: ['image'],
  measurements: mainMeasurements,
  problems: [],
};

export const imagePart: EvaluationPart = {
  part: 'image',
  expects: [],
  measurements: imageMeasurements,
  problems: [],
};
