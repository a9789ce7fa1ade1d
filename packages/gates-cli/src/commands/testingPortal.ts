export const commit = 'c'.repeat(40);
export const entityRef = 'component:default/saju-calculator';

/** A check that fails, with changes. */
export const check = (changes: object) => ({
  id: 'tests.failed',
  title: 'Failed tests',
  group: 'tests',
  blocking: true,
  verdict: 'failed',
  threshold: { max: 0 },
  unit: 'count',
  value: 2,
  measurements: [],
  reasonCode: 'above-maximum',
  reason: '2 is not 0.',
  ...changes,
});
/** The portal's answer to a push. */
export const verdict = (word: string, ...checks: object[]) => ({
  status: 201,
  body: {
    entityRef,
    commit,
    verdict: word,
    checks,
    problems: [],
    url: 'https://portal.example/catalog/default/component/saju-calculator/quality-gates',
  },
});
/** How a Backstage backend refuses. */
export const refusal = (status: number, message: string) => ({
  status,
  body: {
    error: { name: 'Error', message },
    response: { statusCode: status },
  },
});
