/**
 * What the platform team changes of the HEAL7 gate for this repository, each with its reason. Nothing else differs: the
 * thresholds are those of every service.
 */
const changes = [
  {
    id: 'coverage.integration',
    change: false,
    reason:
      'unit and integration tests run in one go here, held together to the 85 % of backends',
  },
  {
    id: 'code-quality.sonar',
    change: false,
    reason: 'no SonarQube server judges this repository',
  },
  ...[
    'security.image-scan-present',
    'security.image-high-critical',
    'performance.image-size',
  ].map(id => ({
    id,
    change: false,
    reason: 'no image is built by the checks',
  })),
  {
    id: 'performance.build-time',
    change: false,
    reason: 'known to GitHub only, after the job has ended',
  },
  {
    id: 'performance.test-time',
    change: { blocking: false },
    reason:
      'tests run side by side, and the sum of their times grows with whatever else the machine does; no time decides here',
  },
  {
    id: 'performance.lighthouse',
    change: { blocking: false },
    reason:
      'beside the sandbox on one machine the score tells its load; script/bench tab measures the speed',
  },
];

const added = [
  {
    id: 'security.configuration',
    title: 'Secrets and misconfigurations',
    group: 'security',
    measurements: ['findings.error'],
    scope: 'configuration',
    threshold: { max: 0 },
    blocking: true,
  },
];

/** @param unasked - why known vulnerabilities could not be looked up on this machine, if so. */
export function repositoryGate({ heal7Gate, changeGate }, kind, { unasked }) {
  const all = [
    ...changes,
    ...(unasked
      ? ['security.scan-present', 'security.high-critical'].map(id => ({
          id,
          change: { blocking: false },
          reason: `known vulnerabilities of dependencies were NOT looked up here: ${unasked}`,
        }))
      : []),
  ];
  const gate = heal7Gate(kind);
  const known = new Set(gate.checks.map(check => check.id));
  const made = all.filter(({ id }) => known.has(id));
  return {
    gate: changeGate(gate, {
      checks: Object.fromEntries(made.map(({ id, change }) => [id, change])),
      add: added,
    }),
    notes: made.map(
      ({ id, change, reason }) =>
        `${id} ${change ? 'only advises' : 'is not asked'}: ${reason}`,
    ),
  };
}
