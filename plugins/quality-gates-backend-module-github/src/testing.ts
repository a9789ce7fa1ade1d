import type { Entity } from '@backstage/catalog-model';
import type {
  CheckResult,
  Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';

const commitA = 'a'.repeat(40);

export function entityOf(
  slug: string | undefined,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: 'demo',
      namespace: 'default',
      annotations: {
        ...(slug ? { 'github.com/project-slug': slug } : {}),
        ...annotations,
      },
    },
    spec: { type: 'service', owner: 'team-saju' },
  };
}

export function checkOf(more: Partial<CheckResult> = {}): CheckResult {
  return {
    id: 'coverage.backend-lines',
    title: 'Coverage of lines',
    group: 'coverage',
    blocking: true,
    verdict: 'passed',
    threshold: { min: 85 },
    unit: 'percent',
    value: 91.2,
    measurements: [],
    reasonCode: 'passed',
    reason: '91.2 % is at least 85 %.',
    ...more,
  };
}

export const failedScan = checkOf({
  id: 'security.high-critical',
  title: 'HIGH or CRITICAL vulnerabilities',
  group: 'security',
  verdict: 'failed',
  threshold: { max: 0 },
  unit: 'count',
  value: 7,
  reasonCode: 'above-maximum',
  reason: '7 is more than 0.',
  measurements: [
    {
      id: 'vulnerabilities.high',
      value: 7,
      unit: 'count',
      source: { file: 'trivy.json', format: 'trivy' },
      detail: {
        items: [1, 2, 3, 4, 5].map(n => `CVE-2026-000${n} in libx 1.${n}`),
        itemCount: 7,
      },
    },
  ],
});

export function evaluationOf(more: Partial<Evaluation> = {}): Evaluation {
  return {
    id: '1',
    entityRef: 'component:default/demo',
    commit: commitA,
    run: { id: '1' },
    gate: 'heal7',
    verdict: 'passed',
    checks: [checkOf()],
    problems: [],
    parts: ['main'],
    pendingParts: [],
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:05:00.000Z',
    ...more,
  };
}

export const pendingEvaluation = (): Evaluation =>
  evaluationOf({
    verdict: 'inconclusive',
    checks: [
      checkOf(),
      checkOf({
        id: 'performance.image-size',
        title: 'Image size',
        value: undefined,
        unit: 'bytes',
        threshold: { max: 500_000_000 },
        verdict: 'inconclusive',
        reasonCode: 'pending',
        reason: 'The part image has not come yet.',
      }),
    ],
    pendingParts: ['image'],
    pendingUntil: '2026-11-20T10:30:00.000Z',
  });
