import { canaryChecksum } from './call-webhook';
import { formatDuration, parseDuration } from './duration';
import { renderQuery } from './metric-source';
import { specHash } from './spec-hash';

describe('durations as Go writes them', () => {
  it.each([
    ['500ms', 500],
    ['1.515s', 1515],
    ['1m2s', 62_000],
    ['1h0m0s', 3_600_000],
    ['0s', 0],
  ])('%s', (text, ms) => {
    expect(formatDuration(ms)).toBe(text);
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '5', 'm', '1m x', '-1s'])('refuses "%s"', text => {
    expect(() => parseDuration(text)).toThrow('not a duration');
  });
});

describe('specHash', () => {
  it('depends on the content only, not on its order or on empty fields', () => {
    const hash = specHash({ a: 1, b: [{ c: 'x' }], gone: undefined });
    expect(specHash({ b: [{ c: 'x' }], a: 1 })).toBe(hash);
    expect(specHash({ b: [{ c: 'y' }], a: 1 })).not.toBe(hash);
    expect(hash).toMatch(/^[b-z24-9]+$/);
  });

  it('binds a checksum to the revision', () => {
    expect(canaryChecksum('a', {})).not.toBe(canaryChecksum('b', {}));
    expect(canaryChecksum('a', {})).toBe(canaryChecksum('a', {}));
  });
});

it('fills the variables of a metric template and leaves others alone', () => {
  expect(
    renderQuery(
      'x{app="{{ target }}",n="{{namespace}}"}[{{ interval }}] {{ y }}',
      {
        target: 'api',
        namespace: 'prod',
        interval: '1m',
      },
    ),
  ).toBe('x{app="api",n="prod"}[1m] {{ y }}');
});
