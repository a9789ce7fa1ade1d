import type { CheckDefinition, Gate } from '../types';
import type { ServiceKind } from './serviceKinds';

const day = 24 * 60 * 60;

/** The compute services are Python services like the backends and held to the same coverage. */
const coverage: Record<ServiceKind, CheckDefinition> = {
  frontend: {
    id: 'coverage.frontend-lines',
    title: 'Frontend line coverage',
    group: 'coverage',
    measurements: ['coverage.lines'],
    threshold: { min: 80 },
    blocking: true,
  },
  backend: {
    id: 'coverage.backend-lines',
    title: 'Backend line coverage',
    group: 'coverage',
    measurements: ['coverage.lines'],
    threshold: { min: 85 },
    blocking: true,
  },
  compute: {
    id: 'coverage.compute-lines',
    title: 'Compute line coverage',
    group: 'coverage',
    measurements: ['coverage.lines'],
    threshold: { min: 85 },
    blocking: true,
  },
};

const common: CheckDefinition[] = [
  {
    id: 'security.scan-present',
    title: 'Security scan present',
    group: 'security',
    measurements: ['vulnerabilities.total'],
    threshold: { min: 0 },
    blocking: true,
    // A scan of another day knows nothing of this commit.
    maxAgeSeconds: day,
  },
  {
    id: 'security.high-critical',
    title: 'High or critical vulnerabilities',
    group: 'security',
    measurements: ['vulnerabilities.critical', 'vulnerabilities.high'],
    threshold: { max: 0 },
    blocking: true,
  },
  {
    id: 'tests.failed',
    title: 'Failed tests',
    group: 'tests',
    measurements: ['tests.failed', 'tests.errors'],
    threshold: { max: 0 },
    blocking: true,
  },
  {
    id: 'performance.test-time',
    title: 'Test time',
    group: 'performance',
    measurements: ['tests.duration'],
    threshold: { max: 15 * 60 },
    // The sum over all test cases is more than the wall time when tests run in parallel.
    blocking: false,
  },
];

/**
 * The HEAL7 quality gate with the checks that apply to a kind of service. Only checks that a report can answer today are
 * in it; one that nothing measures would make every verdict inconclusive.
 *
 * @public
 */
export function heal7Gate(service: ServiceKind): Gate {
  return {
    name: 'heal7',
    title: `HEAL7 quality gate (${service})`,
    service,
    checks: [coverage[service], ...common],
  };
}
