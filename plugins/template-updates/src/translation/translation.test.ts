import ko from './ko';
import { messages } from './messages';

const english = new Map(
  Object.entries(messages).flatMap(([group, texts]) =>
    Object.entries(texts).map(([key, text]): [string, string] => [
      `${group}.${key}`,
      text,
    ]),
  ),
);
const placeholders = (text: string) =>
  Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name).sort();

describe('Korean', () => {
  it('has a text for every English one, and no other', () => {
    expect(Object.keys(ko).sort()).toEqual([...english.keys()].sort());
  });

  it.each(Object.entries(ko))('%s is translated', (key, text) => {
    expect(placeholders(text)).toEqual(placeholders(english.get(key) ?? ''));
    const words = text.replace(/\{\{\w+\}\}/g, '');
    expect(/[a-z]{3}/i.test(words) && !/[가-힣]/.test(words)).toBe(false);
    expect(text.trim()).not.toBe('');
  });
});
