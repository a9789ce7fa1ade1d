import { TerminalError } from '../rollback/effect-errors';
import { editYamlScalar, readYamlScalar } from './edit-yaml-scalar';

const edit = (text: string, value = '1.41.3-9f8e7d6') =>
  editYamlScalar(text, 'image.tag', value, 'values.yaml');

describe('editYamlScalar', () => {
  it.each([
    [
      'plain with a comment',
      'image:\n  tag: OLD  # by CI\n',
      'image:\n  tag: NEW  # by CI\n',
    ],
    [
      'double quotes',
      'image: {repository: "a", tag: "OLD"}\n',
      'image: {repository: "a", tag: "NEW"}\n',
    ],
    ['single quotes', "image:\n  tag: 'OLD'\n", "image:\n  tag: 'NEW'\n"],
    [
      'an anchor',
      'image:\n  tag: &t OLD\nother: *t\n',
      'image:\n  tag: &t NEW\nother: *t\n',
    ],
    [
      'CRLF and no final newline',
      '# top\r\nimage:\r\n  tag: OLD\r\n  x:   [1,2]',
      '# top\r\nimage:\r\n  tag: NEW\r\n  x:   [1,2]',
    ],
    [
      'another key of the same name',
      'side:\n  tag: OLD\nimage:\n\n  # why\n  tag: OLD\n',
      'side:\n  tag: OLD\nimage:\n\n  # why\n  tag: NEW\n',
    ],
  ])('keeps every other byte: %s', (_, before, after) => {
    const tags = { OLD: '1.42.0-a1b2c3d', NEW: '1.41.3-9f8e7d6' };
    const fill = (text: string) =>
      text.replace(/OLD|NEW/g, word => tags[word as keyof typeof tags]);
    expect(edit(fill(before))).toBe(fill(after));
  });

  it.each(['1.10', '1e3', 'true', 'null', '0123', '12:30:45', 'yes', '1_000'])(
    'quotes %s, which YAML would read as something else',
    tag => {
      const text = edit('image:\n  tag: old\n', tag);
      expect(readYamlScalar(text, 'image.tag', 'values.yaml')).toBe(tag);
      expect(text).toMatch(/tag: ["']/);
    },
  );

  it('reads a number as it is written', () => {
    expect(
      readYamlScalar('image:\n  tag: 1.10\n', 'image.tag', 'values.yaml'),
    ).toBe('1.10');
  });

  it.each([
    ['a missing key', 'image:\n  repository: a\n'],
    ['a map instead of a value', 'image:\n  tag:\n    a: b\n'],
    ['an alias', 'x: &t a\nimage:\n  tag: *t\n'],
    ['a text over several lines', 'image:\n  tag: |\n    a\n'],
    ['broken YAML', 'image: [\n'],
  ])('leaves %s to a human', (_, text) => {
    expect(() => edit(text)).toThrow(TerminalError);
  });
});
