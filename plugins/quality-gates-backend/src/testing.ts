import type {
  Evaluation,
  EvaluationRequest,
  Measurement,
  Waiver,
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

const ofScope = (scope: string, it: Measurement): Measurement => ({
  ...it,
  source: { ...it.source, scope },
});

const coverage: Measurement = {
  ...measurement('coverage.lines', 90, 'percent'),
  detail: { covered: 90, total: 100 },
};

/** What the part `main` of a good backend brings. */
export const mainMeasurements: Measurement[] = [
  coverage,
  ofScope('integration', coverage),
  measurement('vulnerabilities.critical', 0),
  measurement('vulnerabilities.high', 0),
  measurement('vulnerabilities.total', 3),
  measurement('dependencies.update-interval', 604_800, 'seconds'),
  measurement('dependencies.last-merged', 2),
  measurement('tests.failed', 0),
  measurement('tests.errors', 0),
  measurement('tests.duration', 12.5, 'seconds'),
  { ...measurement('sonar.gate', 0, 'status'), value: 'OK' },
  measurement('complexity.max', 7),
  measurement('duplication.lines', 1, 'percent'),
];

/** What its part `image` brings. */
export const imageMeasurements: Measurement[] = [
  ofScope('image', measurement('vulnerabilities.critical', 0)),
  ofScope('image', measurement('vulnerabilities.high', 0)),
  ofScope('image', measurement('vulnerabilities.total', 1)),
  measurement('image.size', 120_000_000, 'bytes'),
  measurement('build.duration', 200, 'seconds'),
];

/** Measurements that pass the gate of a backend. */
export const goodMeasurements: Measurement[] = [
  ...mainMeasurements,
  ...imageMeasurements,
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
    parts: ['main'],
    pendingParts: [],
    createdAt: '2026-03-01T10:00:00.000Z',
    updatedAt: '2026-03-01T10:00:00.000Z',
    ...changes,
  };
}

export function waiver(changes: Partial<Waiver> = {}): Waiver {
  return {
    id: 'waiver-1',
    entityRef: 'component:default/saju-calculator',
    checkId: 'coverage.backend-lines',
    reason: 'The tests of the calendar come next week',
    state: 'requested',
    requestedBy: 'user:default/minji',
    requestedAt: '2026-03-01T10:00:00.000Z',
    expiresAt: '2026-03-08T10:00:00.000Z',
    ...changes,
  };
}
