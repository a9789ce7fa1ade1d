import { parseTemplateRecord } from './parseTemplateRecord';
import { skipMatcher } from './skipMatcher';

describe('parseTemplateRecord', () => {
  it('reads what the templates write', () => {
    const record = {
      template: 'backend-service',
      version: '0.2.0',
      answers: { name: 'a', redis: true },
      root: '../..',
      files: { 'README.md': 'a'.repeat(64) },
      skip: ['docs/'],
    };
    expect(parseTemplateRecord(JSON.stringify(record))).toEqual(record);
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'expected an object'],
    ['{"version":"1.0.0"}', 'template: expected text'],
    ['{"template":"a","version":"one"}', '"one" is not a version'],
    ['{"template":"a","version":"1.0.0","skip":[1]}', 'skip[0]'],
    ['{"template":"a","version":"1.0.0","root":"../a"}', 'root: "../a"'],
    ['{"template":"a","version":"1.0.0","root":"/"}', 'not a way up'],
    ['{"template":"a","version":"1.0.0","files":{"x":"y"}}', 'files["x"]'],
  ])('names what is wrong with %s', (text, message) => {
    expect(() => parseTemplateRecord(text)).toThrow(message);
  });
});

describe('skipMatcher', () => {
  it.each([
    ['docs/', 'docs/a/b.md', true],
    ['docs/', 'my/docs/a.md', true],
    ['/docs/adr/', 'docs/adr/1.md', true],
    ['*.md', 'docs/a.md', true],
    ['docs/*.md', 'docs/a/b.md', false],
    ['docs/**/*.md', 'docs/a/b.md', true],
    ['a.b', 'axb', false],
    ['Dockerfile', 'Dockerfile.dev', false],
  ])('%s and %s: %s', (pattern, path, expected) => {
    expect(skipMatcher([pattern])(path)).toBe(expected);
  });
});
