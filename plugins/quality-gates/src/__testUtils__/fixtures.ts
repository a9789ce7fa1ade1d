import type {
  CheckResult,
  Evaluation,
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

export const coverage = check({ id: 'coverage', title: 'Line coverage' });
export const vulnerabilities = check({
  id: 'vulnerabilities',
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
      source: { file: 'scan.json', format: 'trivy' },
    },
  ],
  reasonCode: 'above-maximum',
  reason: '7 is not 0.',
});
export const scan = check({
  id: 'scan',
  title: 'Image scan',
  group: 'security',
  verdict: 'inconclusive',
  value: undefined,
  threshold: { min: 0 },
  unit: 'count',
  reasonCode: 'missing',
  reason: 'No report with this value was found.',
});
export const time = check({
  id: 'time',
  title: 'Test time',
  group: 'performance',
  blocking: false,
  verdict: 'error',
  value: undefined,
  threshold: { max: 900 },
  unit: 'seconds',
  reasonCode: 'unreadable',
  reason: 'The report junit.xml could not be read.',
});

export const evaluation = (part: Partial<Evaluation> = {}): Evaluation => ({
  id: 'e1',
  entityRef: 'component:default/tea-shop',
  commit: 'aaaaaaa1111111111111111111111111111111111',
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
  createdAt: '2026-03-02T11:00:00Z',
  ...part,
});
