import { compileGoRegex } from './go-regex';

describe('compileGoRegex', () => {
  it.each([
    ['5..', '503', true],
    ['5..', '1503', false],
    ['a|b', 'ab', false],
    ['(?i)GET', 'get', true],
    ['(?P<name>x)', 'x', true],
    ['[]a]+', ']a', true],
    ['a\\.b\\-c\\_d', 'a.b-c_d', true],
    ['\\s', '\v', false],
    ['\\Aab\\z', 'ab', true],
    ['', '', true],
    ['.+', '', false],
  ])('%s against %j', (pattern, text, expected) => {
    expect(compileGoRegex(pattern).test(text)).toBe(expected);
  });

  it.each([
    '(?=a)',
    '(?<!a)b',
    '(a)\\1',
    'a{1001}',
    '\\u0041',
    '[[:alpha:]]',
    '(',
    'a**',
  ])('refuses %s', pattern => {
    expect(() => compileGoRegex(pattern)).toThrow('error parsing regexp');
  });
});
