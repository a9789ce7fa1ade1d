import { lintRendered } from './lintRendered';

describe('lintRendered', () => {
  it.each([
    ['values.yaml', 'name: ${{ values.name }}', '${{ values'],
    ['README.md', '{% if canary %}', '{% if'],
    ['values.yaml', 'name: undefined', 'undefined'],
    ['main.ts', 'const a = "[object Object]"', '[object Object]'],
    ['ci.yml.njk', 'on: push', '.njk'],
  ])('%s: %s', (path, text, found) => {
    expect(lintRendered([{ path, text: `first\n${text}` }])).toEqual([
      expect.objectContaining({
        rule: 'leftover',
        file: path,
        message: expect.stringContaining(found),
      }),
    ]);
  });

  it('leaves the expressions of workflows, code and prose alone', () => {
    expect(
      lintRendered([
        { path: '.github/workflows/ci.yml', text: 'run: ${{ github.sha }}' },
        { path: 'src/a.ts', text: 'return undefined;' },
        { path: 'docs/a.md', text: 'The behaviour is undefined.' },
      ]),
    ).toEqual([]);
  });
});
