import { ExpressionContext, interpolate, isTrue } from './expression';
import { matchesGlobs } from './glob';
import { readTrailers } from './trailers';

const context = (
  status: Partial<ExpressionContext['status']> = {},
): ExpressionContext => ({
  values: {
    github: { event_name: 'push', ref: 'refs/heads/main', run_number: 7 },
    needs: { gates: { result: 'success' } },
    vars: {},
  },
  status: { success: true, failure: false, cancelled: false, ...status },
  hashFiles: patterns => (patterns.includes('VERSION') ? 'present' : ''),
});

describe('conditions of jobs and steps', () => {
  it.each([
    [
      `\${{ github.event_name == 'push' && github.ref == 'refs/heads/main' }}`,
      true,
    ],
    [`github.event_name == 'PUSH'`, true],
    [
      `\${{ github.event_name != 'push' || needs.gates.result == 'success' }}`,
      true,
    ],
    [`needs['gates'].result == 'failure'`, false],
    [
      `github.event_name == 'push' && (needs.gates.result == 'failure' || github.run_number == 7)`,
      true,
    ],
    [`startsWith(github.ref, 'refs/tags/')`, false],
    [`contains(github.ref, 'heads')`, true],
    [`vars.MISSING == ''`, true],
    [`!vars.MISSING`, true],
    [`hashFiles('VERSION') != ''`, true],
    [`hashFiles('nothing') != ''`, false],
    [`'it''s' == 'it''s'`, true],
  ])('%s', (condition, expected) => {
    expect(isTrue(condition, context())).toBe(expected);
  });

  it('asks for success unless the condition says otherwise', () => {
    const failed = context({ success: false, failure: true });
    expect(isTrue(undefined, failed)).toBe(false);
    expect(isTrue(`github.event_name == 'push'`, failed)).toBe(false);
    expect(isTrue('always()', failed)).toBe(true);
    expect(isTrue('${{ !cancelled() }}', failed)).toBe(true);
    expect(isTrue('failure()', failed)).toBe(true);
  });

  it('refuses what it does not understand instead of guessing', () => {
    expect(() => isTrue('github.ref ==', context())).toThrow();
    expect(() => isTrue('fromJSON(github.ref)', context())).toThrow(
      /does not know the function/,
    );
    expect(() => isTrue('a ? b', context())).toThrow();
  });

  it('fills in texts', () => {
    expect(
      interpolate('run-${{ github.run_number }}-${{ vars.X }}', context()),
    ).toBe('run-7-');
  });
});

describe('filters and trailers', () => {
  it.each([
    ['main', ['main'], true],
    ['feature/a/b', ['feature/*'], false],
    ['feature/a/b', ['feature/**'], true],
    ['docs/a.md', ['**/*.md'], true],
    ['README.md', ['**/*.md'], true],
    ['src/a.ts', ['src/**', '!src/a.ts'], false],
    ['mainx', ['main'], false],
  ])('%s against %j', (name, patterns, expected) => {
    expect(matchesGlobs(name, patterns)).toBe(expected);
  });

  it('reads trailers and ignores nonsense', () => {
    expect(
      readTrailers(
        'x\n\nSandbox-Quality: bad\nSandbox-Coverage: 70\nSandbox-Vulnerabilities: 2',
      ),
    ).toMatchObject({
      quality: 'bad',
      coverage: 70,
      vulnerabilities: 2,
      tests: 'passing',
    });
    expect(
      readTrailers('x\n\nSandbox-Quality: superb\nSandbox-Coverage: 700'),
    ).toMatchObject({ quality: 'healthy', coverage: 91 });
  });
});
