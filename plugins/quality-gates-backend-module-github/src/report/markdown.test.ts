import { codeSpan, escapeMarkdown } from './markdown';

describe('escapeMarkdown', () => {
  it.each([
    ['plain 85 %', 'plain 85 %'],
    ['a|b', 'a\\|b'],
    ['**x** _y_ `z`', '\\*\\*x\\*\\* \\_y\\_ \\`z\\`'],
    ['[a](javascript:x)', '\\[a\\]\\(javascript:x\\)'],
    ['<img src=x onerror=y>', '\\<img src=x onerror=y\\>'],
    ['&lt;b&gt;', '\\&lt;b\\&gt;'],
    ['# title\n- list\r\n\t| cell', '\\# title \\- list \\| cell'],
    ['1. list', '1\\. list'],
    ['a\\', 'a\\\\'],
    ['x\u202egnp.exe', 'x gnp.exe'],
  ])('%j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  it('calls nobody and links nowhere', () => {
    const text = escapeMarkdown(
      '@minji see https://evil.example www.evil.example',
    );
    expect(text).not.toContain('@minji');
    expect(text).not.toContain('https://');
    expect(text).not.toMatch(/www\./);
  });

  it('is short', () => {
    expect(escapeMarkdown('😀'.repeat(1000)).length).toBeLessThan(700);
  });
});

describe('codeSpan', () => {
  it.each([
    ['CVE-1 in a|b', '`CVE-1 in a|b`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['x\n```\ny', '````x ``` y````'],
  ])('%j', (text, code) => {
    expect(codeSpan(text)).toBe(code);
  });
});
