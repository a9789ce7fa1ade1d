import { sourceMatcher } from './sourceMatcher';

const matcher = (steps?: object[]) =>
  sourceMatcher({
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'tea' },
    ...(steps ? { spec: { steps } } : {}),
  });
const fetchOf = (url: string) => ({ action: 'fetch:template', input: { url } });

describe('sourceMatcher', () => {
  it('takes what the steps name, and nothing of other templates', () => {
    const belongs = matcher([
      fetchOf('./tea/service'),
      fetchOf('./parts/python/'),
      { input: { values: [{ url: './logo.svg' }] } },
      fetchOf('https://git.example/tea/parts'),
    ]);
    expect(
      [
        'tea/service/README.md',
        'parts/python/src/app.py',
        'logo.svg',
        'tea/services/x',
        'parts/pythonic/x',
        'cake/service/README.md',
        'tea.yaml',
      ].filter(belongs),
    ).toEqual(['tea/service/README.md', 'parts/python/src/app.py', 'logo.svg']);
  });

  it.each([
    ['names the folder itself', [fetchOf('./')]],
    ['depends on the answers', [fetchOf('./tea/${{ parameters.kind }}')]],
    ['depends on the answers alone', [fetchOf('${{ parameters.url }}')]],
    ['names none', [{ action: 'debug:log' }]],
    ['is absent', undefined],
  ])('takes everything where a step %s', (_, steps) => {
    expect(matcher(steps)('anything/at/all')).toBe(true);
  });
});
