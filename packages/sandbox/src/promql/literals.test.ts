import { formatFloat, formatSampleValue } from './format-float';
import { parseDuration, parseNumber, unquote } from './literals';

it.each([
  ['1h30m', 5_400_000],
  ['5m', 300_000],
  ['250ms', 250],
  ['1m2h', undefined],
  ['5', undefined],
])('parseDuration %s', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

it.each([
  ['0x1F', 31],
  ['-1e3', -1000],
  ['.5', 0.5],
  ['+Inf', Infinity],
  ['NaN', NaN],
  ['5m', undefined],
  ['1_000', undefined],
])('parseNumber %s', (text, expected) => {
  expect(parseNumber(text)).toBe(expected);
});

it.each([
  ['"a\\n\\"b\\""', 'a\n"b"'],
  ["'it\\'s'", "it's"],
  ['`raw\\n`', 'raw\\n'],
  ['"\\u00e9\\x41\\101"', 'éAA'],
  ['"\\q"', undefined],
  ['"open', undefined],
])('unquote %s', (text, expected) => {
  expect(unquote(text)).toBe(expected);
});

it.each([
  [1e21, '1000000000000000000000', '1e+21'],
  [1.5e-7, '0.00000015', '1.5e-07'],
  [-0, '-0', '-0'],
  [Infinity, '+Inf', '+Inf'],
  [NaN, 'NaN', 'NaN'],
  [0.1, '0.1', '0.1'],
])('formats %d', (value, plain, sampleValue) => {
  expect(formatFloat(value)).toBe(plain);
  expect(formatSampleValue(value)).toBe(sampleValue);
});
