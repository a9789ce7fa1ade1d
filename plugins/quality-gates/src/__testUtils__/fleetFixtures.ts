import type { FleetPage } from '@heal7/backstage-plugin-quality-gates-common';
import { commitA, commitB } from './fixtures';

/** Two services, one of them red. */
export const fleet = (part: Partial<FleetPage> = {}): FleetPage => ({
  items: [
    {
      entityRef: 'component:default/tea-shop',
      owner: 'group:default/team-tea',
      evaluationId: 'e1',
      commit: commitA,
      verdict: 'failed',
      updatedAt: '2026-03-02T11:00:00Z',
      cells: {
        'coverage.backend-lines': {
          verdict: 'passed',
          value: 88.456,
          unit: 'percent',
        },
        'security.high-critical': {
          verdict: 'failed',
          value: 7,
          unit: 'count',
        },
      },
    },
    {
      entityRef: 'component:default/tea-web',
      owner: 'group:default/team-web',
      evaluationId: 'e2',
      commit: commitB,
      verdict: 'passed',
      updatedAt: '2026-03-02T10:00:00Z',
      cells: {
        'security.high-critical': {
          verdict: 'failed',
          value: 1,
          unit: 'count',
          waived: true,
        },
      },
    },
  ],
  checks: [
    {
      id: 'security.high-critical',
      title: 'High or critical vulnerabilities',
      group: 'security',
      blocking: true,
      threshold: { max: 0 },
      services: 2,
      failed: 1,
      unclear: 0,
      waived: 1,
      pending: 0,
    },
    {
      id: 'coverage.backend-lines',
      title: 'Backend line coverage',
      group: 'coverage',
      blocking: true,
      threshold: { min: 85 },
      services: 1,
      failed: 0,
      unclear: 0,
      waived: 0,
      pending: 0,
    },
  ],
  totals: { passed: 1, failed: 1, inconclusive: 0, error: 0 },
  pending: 0,
  ...part,
});
