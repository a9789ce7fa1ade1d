import { formatValue } from './formatValue';

describe('formatValue', () => {
  it.each([
    [84.9999, 'percent', { min: 85 }, '84.99 %'],
    [3.0001, 'percent', { max: 3 }, '3.01 %'],
    [3, 'percent', { max: 3 }, '3 %'],
    [85, 'percent', { min: 85 }, '85 %'],
    [0.29, 'percent', { min: 85 }, '0.29 %'],
    [89.999, 'score', { min: 90 }, '89.99'],
    [500_000_001, 'bytes', { max: 500_000_000 }, '500.01 MB'],
    [500_000_000, 'bytes', { max: 500_000_000 }, '500 MB'],
    [1_500, 'bytes', undefined, '1.5 kB'],
    [0, 'bytes', undefined, '0 MB'],
    [600.001, 'seconds', { max: 600 }, '10 min 0.01 s'],
    [600, 'seconds', undefined, '10 min'],
    [0, 'seconds', undefined, '0 s'],
    [4.25, 'seconds', undefined, '4.25 s'],
    [604_800, 'seconds', undefined, '7 d'],
    [90_061, 'seconds', undefined, '1 d 1 h 1 min 1 s'],
    [12, 'count', { max: 10 }, '12'],
    ['OK', 'status', undefined, 'OK'],
  ] as const)(
    'shows %p %s against %j as %s',
    (value, unit, threshold, text) => {
      expect(formatValue(value, unit, threshold)).toBe(text);
    },
  );
});
