import ko from './ko';
import { messages } from './messages';

type Nested = { [key: string]: string | Nested };

const flatten = (nested: Nested, prefix = ''): Record<string, string> =>
  Object.assign(
    {},
    ...Object.entries(nested).map(([key, value]) =>
      typeof value === 'string'
        ? { [prefix + key]: value }
        : flatten(value, `${prefix}${key}.`),
    ),
  );

const parameters = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}/g)].map(match => match[1]).sort();

describe('translation', () => {
  const english = flatten(messages);
  const koreanTexts: Record<string, string> = ko;

  it('has the same keys in both languages', () => {
    expect(Object.keys(koreanTexts).sort()).toEqual(
      Object.keys(english).sort(),
    );
  });

  it('uses the same parameters in both languages', () => {
    const differing = Object.keys(english).filter(
      key =>
        parameters(english[key]).join() !==
        parameters(koreanTexts[key] ?? '').join(),
    );
    expect(differing).toEqual([]);
  });

  it('has no empty text, and none that was left in English', () => {
    const untranslated = Object.entries(koreanTexts).filter(
      ([, text]) =>
        text.trim() === '' ||
        (/[a-z]{3}/i.test(text.replace(/\{\{.*?\}\}/g, '')) &&
          !/[가-힣]/.test(text)),
    );
    expect(untranslated).toEqual([]);
  });
});
