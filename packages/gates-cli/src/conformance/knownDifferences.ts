/** A difference to the independently computed values that is meant, with its reason. */
export interface KnownDifference {
  path: string;
  /** Beginning of what differs, e.g. `coverage.branches`; empty for the whole file. */
  what: string;
  reason: string;
}

/** Kept as data, so that every new difference shows up as unexplained. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    path: 'coverage/lcov/jenkins-report.lcov',
    what: 'coverage.branches',
    reason:
      'The expected value is the BRF/BRH total, which the file leaves out; its two BRDA records, one taken, are counted',
  },
  {
    path: 'coverage/cobertura/istanbul-large.xml.gz',
    what: 'coverage.branches',
    reason:
      'No line carries condition-coverage, so nothing can be recomputed; the total of the report (branches-covered, branches-valid) is shown',
  },
  {
    path: 'coverage/cobertura/swift.xml',
    what: 'coverage.lines',
    reason:
      'The class lists its lines under methods only; they are counted, and equal the total of the report (1 of 2)',
  },
  {
    path: 'coverage/cobertura/swift.xml',
    what: 'coverage.branches',
    reason:
      'No line carries condition-coverage, so nothing can be recomputed; the total of the report (1 of 1) is shown',
  },
  {
    path: 'coverage/clover/groovy.xml',
    what: 'coverage.lines',
    reason:
      'The expected value also counts the tests under testproject; the project has one line, as its own metrics say',
  },
  {
    path: 'coverage/clover/jenkins-clover.xml',
    what: 'coverage.lines',
    reason:
      'The expected value leaves out the five lines of type cond; with them the lines equal the statements in the metrics of the six files (143 of 165)',
  },
  {
    path: 'coverage/other/simplecov-branch.json',
    what: 'coverage.lines',
    reason:
      'The independent program reads .resultset.json only; this is coverage.json of the same project, with the same 56 of 57 lines',
  },
  {
    path: 'security/sarif/sdk-v1-fortify.sarif',
    what: 'findings',
    reason:
      'SARIF 1.0.0 is refused with a sentence, so that its other shape cannot be mistaken for no findings',
  },
  {
    path: 'security/trivy/fluentd-multiple-lockfiles.cdx.json',
    what: 'vulnerabilities.total',
    reason:
      'Trivy writes an empty list into every SBOM without having looked for vulnerabilities; it is no clean scan',
  },
  {
    path: 'security/cyclonedx/jake.xml',
    what: 'vulnerabilities.total',
    reason:
      'A list of components (CycloneDX 1.1) without vulnerabilities does not say that anyone looked for some',
  },
  {
    path: 'security/trivy/dojo-legacy-null.json',
    what: '',
    reason:
      'A file that holds only "null" names neither tool nor target; reading it as "no vulnerability" would be a number out of nothing',
  },
  {
    path: 'junit/nette-tester.xml',
    what: 'tests.duration',
    reason:
      'No test case states a time; the expected 0 is an empty sum, and the suite says 2.1 s',
  },
  {
    path: 'junit/huge.xml.gz',
    what: 'tests.duration',
    reason:
      'Test cases state negative times; their sum is no duration, so the report has a problem and no time',
  },
  {
    path: 'junit/odd/bad-duration.xml',
    what: 'tests.duration',
    reason:
      'A test case states a negative time; the sum is no duration, so the report has a problem and no time',
  },
];
