import type { CheckDefinition } from '../types';
import type { ServiceKind } from './serviceKinds';

const minute = 60;
const day = 24 * 60 * minute;
const week = 7 * day;

/** A check and the kinds of services it applies to; absent = all. */
export interface Heal7Check extends CheckDefinition {
  kinds?: readonly ServiceKind[];
}

const coverage: Heal7Check[] = [
  {
    id: 'coverage.frontend-lines',
    title: 'Frontend line coverage',
    group: 'coverage',
    measurements: ['coverage.lines'],
    threshold: { min: 80 },
    blocking: true,
    kinds: ['frontend'],
  },
  {
    id: 'coverage.backend-lines',
    title: 'Backend line coverage',
    group: 'coverage',
    measurements: ['coverage.lines'],
    threshold: { min: 85 },
    blocking: true,
    kinds: ['backend'],
  },
  {
    // The compute services are Python services like the backends and held to the same coverage.
    id: 'coverage.compute-lines',
    title: 'Compute line coverage',
    group: 'coverage',
    measurements: ['coverage.lines'],
    threshold: { min: 85 },
    blocking: true,
    kinds: ['compute'],
  },
  {
    id: 'coverage.integration',
    title: 'Integration coverage',
    group: 'coverage',
    measurements: ['coverage.lines'],
    scope: 'integration',
    threshold: { min: 70 },
    blocking: true,
    kinds: ['backend', 'compute'],
  },
];

const security: Heal7Check[] = [
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
    id: 'security.image-scan-present',
    title: 'Image scan present',
    group: 'security',
    measurements: ['vulnerabilities.total'],
    scope: 'image',
    part: 'image',
    threshold: { min: 0 },
    blocking: true,
    maxAgeSeconds: day,
  },
  {
    id: 'security.image-high-critical',
    title: 'High or critical in the image',
    group: 'security',
    measurements: ['vulnerabilities.critical', 'vulnerabilities.high'],
    scope: 'image',
    part: 'image',
    threshold: { max: 0 },
    blocking: true,
  },
  {
    id: 'security.dependency-updates',
    title: 'Dependency updates scheduled',
    group: 'security',
    measurements: ['dependencies.update-interval'],
    threshold: { max: week },
    blocking: true,
  },
  {
    id: 'security.dependency-updates-merged',
    title: 'Dependency updates merged',
    group: 'security',
    measurements: ['dependencies.last-merged'],
    threshold: { min: 1 },
    // A week without a new version of anything is possible, so this alone does not stop a change.
    blocking: false,
    maxAgeSeconds: week,
  },
];

const performance: Heal7Check[] = [
  {
    id: 'performance.build-time',
    title: 'Build time',
    group: 'performance',
    measurements: ['build.duration'],
    part: 'image',
    threshold: { max: 10 * minute },
    blocking: true,
  },
  {
    id: 'performance.test-time',
    title: 'Test time',
    group: 'performance',
    measurements: ['tests.duration'],
    threshold: { max: 15 * minute },
    blocking: true,
  },
  {
    id: 'performance.image-size',
    title: 'Image size',
    group: 'performance',
    measurements: ['image.size'],
    part: 'image',
    threshold: { max: 500_000_000 },
    blocking: true,
  },
  {
    id: 'performance.lighthouse',
    title: 'Lighthouse performance',
    group: 'performance',
    measurements: ['lighthouse.performance'],
    threshold: { min: 80 },
    blocking: true,
    kinds: ['frontend'],
  },
];

const codeQuality: Heal7Check[] = [
  {
    id: 'code-quality.sonar',
    title: 'SonarQube quality gate',
    group: 'code-quality',
    measurements: ['sonar.gate'],
    threshold: { equals: 'OK' },
    blocking: true,
  },
  {
    id: 'code-quality.complexity',
    title: 'Cyclomatic complexity',
    group: 'code-quality',
    measurements: ['complexity.max'],
    threshold: { max: 10 },
    blocking: true,
  },
  {
    id: 'code-quality.duplication',
    title: 'Duplicated lines',
    group: 'code-quality',
    measurements: ['duplication.lines'],
    threshold: { max: 3 },
    blocking: true,
  },
];

const accessibility: Heal7Check[] = [
  {
    id: 'accessibility.wcag',
    title: 'WCAG AA violations',
    group: 'accessibility',
    measurements: ['accessibility.violations'],
    threshold: { max: 0 },
    blocking: true,
    kinds: ['frontend'],
  },
  {
    id: 'accessibility.lighthouse',
    title: 'Lighthouse accessibility',
    group: 'accessibility',
    measurements: ['lighthouse.accessibility'],
    threshold: { above: 90 },
    blocking: true,
    kinds: ['frontend'],
  },
  {
    id: 'accessibility.automated-test',
    title: 'Automated accessibility test',
    group: 'accessibility',
    measurements: ['accessibility.violations'],
    threshold: { min: 0 },
    blocking: true,
    kinds: ['frontend'],
  },
];

const tests: Heal7Check[] = [
  {
    id: 'tests.failed',
    title: 'Failed tests',
    group: 'tests',
    measurements: ['tests.failed', 'tests.errors'],
    threshold: { max: 0 },
    blocking: true,
  },
];

/** Every check of the HEAL7 gate, in the order they are shown. */
export const heal7Checks: readonly Heal7Check[] = [
  ...coverage,
  ...security,
  ...performance,
  ...codeQuality,
  ...accessibility,
  ...tests,
];
