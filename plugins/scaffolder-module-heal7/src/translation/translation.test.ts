import ko from './ko';
import { messages } from './messages';

const english = Object.entries(messages).flatMap(([group, texts]) =>
  Object.entries(texts).map(([key, text]) => ({
    key: `${group}.${key}`,
    text,
  })),
);
const korean: Record<string, string> = ko;

describe('Korean', () => {
  it('has the keys of the English texts', () => {
    expect(Object.keys(ko).sort()).toEqual(english.map(it => it.key).sort());
  });

  it.each(english)('has $key with the same names in it', ({ key, text }) => {
    const named = (words: string) => words.match(/\{\{\w+\}\}/g);
    expect(named(korean[key])).toEqual(named(text));
    expect(korean[key]).toMatch(/[가-힣]/);
  });
});
