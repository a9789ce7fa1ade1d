import { imageProblems } from './dockerfile';
import { syntaxError } from './promql';

describe('imageProblems', () => {
  const good =
    'FROM node:24.1.0-slim AS build\nRUN a\nFROM gcr.io/x@sha256:' +
    `${'a'.repeat(64)}\nCOPY --from=build /a /a\nUSER 1000:1000\n`;

  it.each([
    ['nothing', good, []],
    [
      'a moving base',
      good.replace('24.1.0-slim', '24'),
      [expect.stringContaining('not pinned')],
    ],
    [
      'root',
      good.replace('1000:1000', '0'),
      [expect.stringContaining('numeric user')],
    ],
    [
      'a named user',
      good.replace('1000:1000', 'node'),
      [expect.stringContaining('numeric user')],
    ],
    [
      'one stage',
      'FROM a:1.2.3\nUSER 1000\n',
      [expect.stringContaining('One stage')],
    ],
  ])('%s', (_, text, expected) => {
    const messages = imageProblems(text).map(({ message }) => message);
    expect(messages).toEqual(expected);
  });
});

describe('syntaxError', () => {
  it.each([
    ['sum by (app) (rate(a{b="$c",d=~"$e(-x)?"}[$__rate_interval])) / 2'],
    ['rate(a{namespace="{{ namespace }}"}[{{ interval }}])'],
    ['histogram_quantile(0.95, sum by (le) (rate(a_bucket[5m])))'],
  ])('accepts %s', text => expect(syntaxError(text)).toBeUndefined());

  it.each([['sum(rate(a[5m])'], ['rate(a[5m]) /'], ['a{b=c}']])(
    'refuses %s',
    text => expect(syntaxError(text)).toEqual(expect.any(Number)),
  );
});
