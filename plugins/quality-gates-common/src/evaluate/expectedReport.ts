/** Reports that bring a measurement, by the beginning of its id; the first that fits. */
const reports: readonly [string, string][] = [
  [
    'coverage.',
    'a coverage report (lcov, Cobertura, JaCoCo, istanbul, Clover, OpenCover or SimpleCov)',
  ],
  [
    'vulnerabilities.',
    'a security scan (Trivy, Grype, OSV-Scanner, npm, yarn or pip audit, Dependency-Check, SARIF, or CycloneDX with vulnerabilities)',
  ],
  [
    'findings.',
    'a static analysis (SARIF, Semgrep, Bandit, Checkov or ESLint)',
  ],
  [
    'dependencies.update-interval',
    'the configuration of Dependabot or Renovate',
  ],
  [
    'dependencies.last-merged',
    'the pull requests of the repository as GitHub lists them',
  ],
  ['dependencies.', 'a report of pip-audit'],
  ['build.', 'the jobs of the run as GitHub Actions lists them'],
  ['tests.', 'a test report (JUnit XML)'],
  ['image.', 'an image manifest (OCI or Docker, or docker image inspect)'],
  ['lighthouse.', 'a result of Lighthouse or Lighthouse CI'],
  ['accessibility.', 'an accessibility test (axe or pa11y)'],
  ['sonar.', 'an answer of SonarQube (api/qualitygates/project_status)'],
  ['duplication.', 'a report of jscpd'],
  [
    'complexity.',
    'a report of ESLint (rule complexity), lizard, radon or Checkstyle',
  ],
];

/** Names the reports that could bring these measurements. */
export function expectedReport(measurements: readonly string[]): string {
  const found = measurements.map(
    id => reports.find(([begin]) => id.startsWith(begin))?.[1] ?? 'a report',
  );
  return [...new Set(found)].join(' or ');
}
