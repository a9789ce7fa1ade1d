import type {
  Evaluation,
  EvaluationRequest,
  Measurement,
} from '@heal7/backstage-plugin-quality-gates-common';

export const commitA = 'a'.repeat(40);
export const commitB = 'b'.repeat(40);

export function measurement(
  id: string,
  value: number,
  unit: Measurement['unit'] = 'count',
): Measurement {
  return { id, value, unit, source: { file: `${id}.xml`, format: 'test' } };
}

/** Measurements that pass the gate of a backend. */
export const goodMeasurements: Measurement[] = [
  {
    ...measurement('coverage.lines', 90, 'percent'),
    detail: { covered: 90, total: 100 },
  },
  measurement('vulnerabilities.critical', 0),
  measurement('vulnerabilities.high', 0),
  measurement('vulnerabilities.total', 3),
  measurement('tests.failed', 0),
  measurement('tests.errors', 0),
  measurement('tests.duration', 12.5, 'seconds'),
];

export function evaluationRequest(
  changes: Partial<EvaluationRequest> = {},
): EvaluationRequest {
  return {
    entityRef: 'component:default/saju-calculator',
    commit: commitA,
    branch: 'main',
    run: { id: '17', url: 'https://ci.example.com/runs/17' },
    measurements: goodMeasurements,
    problems: [],
    ...changes,
  };
}

export function evaluation(changes: Partial<Evaluation> = {}): Evaluation {
  return {
    id: '00000000-0000-4000-8000-000000000001',
    entityRef: 'component:default/saju-calculator',
    commit: commitA,
    run: { id: '17' },
    gate: 'heal7',
    verdict: 'passed',
    checks: [],
    problems: [],
    createdAt: '2026-03-01T10:00:00.000Z',
    ...changes,
  };
}
