import type {
  CheckResult,
  CheckTrend,
  Evaluation,
  ServiceQuality,
  Waiver,
} from '@heal7/backstage-plugin-quality-gates-common';

/** Hand-made data of the tests. */
export const check = (
  part: Partial<CheckResult> & Pick<CheckResult, 'id' | 'title'>,
): CheckResult => ({
  group: 'coverage',
  blocking: true,
  verdict: 'passed',
  threshold: { min: 85 },
  unit: 'percent',
  value: 88.456,
  measurements: [],
  reasonCode: 'passed',
  reason: '88.45 % meets ≥ 85 %.',
  ...part,
});

export const coverage = check({
  id: 'coverage.backend-lines',
  title: 'Backend line coverage',
});
export const vulnerabilities = check({
  id: 'security.high-critical',
  title: 'High vulnerabilities',
  group: 'security',
  verdict: 'failed',
  threshold: { max: 0 },
  unit: 'count',
  value: 7,
  measurements: [
    {
      id: 'vulnerabilities.high',
      value: 7,
      unit: 'count',
      detail: { items: ['CVE-1 in libx', 'CVE-2 in liby'], itemCount: 7 },
      source: {
        file: 'scan.json',
        format: 'trivy',
        tool: 'Trivy',
        toolVersion: '0.58',
      },
      generatedAt: '2026-03-02T10:00:00Z',
      commit: 'bbbbbbb1111111111111111111111111111111111',
    },
  ],
  reasonCode: 'above-maximum',
  reason: '7 is not 0.',
});
export const scan = check({
  id: 'security.image-scan-present',
  title: 'Image scan present',
  group: 'security',
  verdict: 'inconclusive',
  value: undefined,
  threshold: { min: 0 },
  unit: 'count',
  reasonCode: 'missing',
  reason: 'No report with this value was found.',
});
export const time = check({
  id: 'team.slow-tests',
  title: 'Slow tests',
  group: 'performance',
  blocking: false,
  verdict: 'error',
  value: undefined,
  threshold: { max: 900 },
  unit: 'seconds',
  reasonCode: 'unreadable',
  reason: 'The report junit.xml could not be read.',
  problems: [
    { file: 'junit.xml', code: 'malformed', message: 'It ends in the middle.' },
  ],
});

export const commitA = 'aaaaaaa1111111111111111111111111111111111';
export const commitB = 'bbbbbbb2222222222222222222222222222222222';

export const evaluation = (part: Partial<Evaluation> = {}): Evaluation => ({
  id: 'e1',
  entityRef: 'component:default/tea-shop',
  commit: commitA,
  branch: 'main',
  run: {
    id: '17',
    url: 'https://git.example.com/tea/tea-shop/actions/runs/17',
  },
  gate: 'heal7',
  verdict: 'failed',
  checks: [coverage, scan, vulnerabilities, time],
  problems: [
    { file: 'junit.xml', code: 'malformed', message: 'It ends in the middle.' },
  ],
  parts: ['main'],
  pendingParts: [],
  createdAt: '2026-03-02T11:00:00Z',
  updatedAt: '2026-03-02T11:00:00Z',
  ...part,
});

/** The answer about a service whose default branch has one evaluation. */
export const quality = (
  part: Partial<ServiceQuality> = {},
): ServiceQuality => ({
  entityRef: 'component:default/tea-shop',
  repositoryUrl: 'https://git.example.com/tea/tea-shop',
  evaluations: [evaluation()],
  defaultBranch: { branch: 'main', evaluationId: 'e1' },
  deployed: [],
  pullRequests: [],
  trends: [],
  waivers: [],
  allowed: { requestWaiver: true, decideWaiver: true },
  problems: [],
  ...part,
});

export const nothingJudged = quality({
  evaluations: [],
  defaultBranch: undefined,
});

/** Values of the last evaluations; `undefined` is a gap. */
export const trend = (
  checkId: string,
  values: Array<number | undefined>,
): CheckTrend => ({
  checkId,
  unit: 'percent',
  points: values.map((value, index) => ({
    at: `2026-03-0${index + 1}T11:00:00Z`,
    commit: `${index}`.repeat(40),
    evaluationId: `t${index}`,
    verdict: 'passed',
    ...(value === undefined ? {} : { value }),
  })),
});

export const waiver = (part: Partial<Waiver> = {}): Waiver => ({
  id: 'w1',
  entityRef: 'component:default/tea-shop',
  checkId: 'security.high-critical',
  reason: 'The fix is released on Friday.',
  state: 'requested',
  requestedBy: 'user:default/haneul',
  requestedAt: '2026-03-01T11:00:00Z',
  expiresAt: '2099-12-12T11:00:00Z',
  ...part,
});
