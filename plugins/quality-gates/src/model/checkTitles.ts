import type { Words } from '../hooks/useWords';
import { find } from './find';

/** The checks of the HEAL7 gate by id. */
const titleKeys = {
  'coverage.frontend-lines': 'checkTitle.frontendLines',
  'coverage.backend-lines': 'checkTitle.backendLines',
  'coverage.compute-lines': 'checkTitle.computeLines',
  'coverage.integration': 'checkTitle.integration',
  'security.scan-present': 'checkTitle.scanPresent',
  'security.high-critical': 'checkTitle.highCritical',
  'security.image-scan-present': 'checkTitle.imageScanPresent',
  'security.image-high-critical': 'checkTitle.imageHighCritical',
  'security.dependency-updates': 'checkTitle.dependencyUpdates',
  'security.dependency-updates-merged': 'checkTitle.dependencyUpdatesMerged',
  'performance.build-time': 'checkTitle.buildTime',
  'performance.test-time': 'checkTitle.testTime',
  'performance.image-size': 'checkTitle.imageSize',
  'performance.lighthouse': 'checkTitle.lighthousePerformance',
  'code-quality.sonar': 'checkTitle.sonar',
  'code-quality.complexity': 'checkTitle.complexity',
  'code-quality.duplication': 'checkTitle.duplication',
  'accessibility.wcag': 'checkTitle.wcag',
  'accessibility.lighthouse': 'checkTitle.lighthouseAccessibility',
  'accessibility.automated-test': 'checkTitle.accessibilityTest',
  'tests.failed': 'checkTitle.testsFailed',
} as const;

/** The name of a check in the reader's language; a check that a team added keeps its own. @internal */
export function checkTitle(
  check: { id: string; title: string },
  { t }: Pick<Words, 't'>,
): string {
  const key = find(titleKeys, check.id);
  return key ? t(key) : check.title;
}
