import { formatNumber } from './number';
import { formatAge, formatClock, formatDuration, formatExact } from './time';

const now = Date.parse('2026-03-02T12:00:00Z');

describe('formatAge', () => {
  it.each([
    ['2026-03-02T11:59:58Z', '2 sec. ago', '2초 전'],
    ['2026-03-02T11:56:10Z', '3 min. ago', '3분 전'],
    ['2026-03-02T10:30:00Z', '1 hr. ago', '1시간 전'],
    ['2026-02-28T12:00:00Z', '2 days ago', '2일 전'],
    ['2026-03-02T12:00:05Z', '0 sec. ago', '0초 전'],
  ])('%s', (iso, english, korean) => {
    expect(formatAge(iso, now, 'en')).toBe(english);
    expect(formatAge(iso, now, 'ko')).toBe(korean);
  });

  it('shows what it cannot read', () => {
    expect(formatAge('soon', now, 'en')).toBe('soon');
  });
});

describe('exact times', () => {
  it('names the zone', () => {
    expect(formatExact('2026-03-02T12:00:00Z', 'en', 'Asia/Seoul')).toMatch(
      /Mar 2, 2026.*09:00:00 PM.*GMT\+9/,
    );
    expect(formatClock('2026-03-02T15:04:05Z', 'en', 'UTC')).toBe('15:04:05');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0 sec', '0초'],
    [18, '18 sec', '18초'],
    [1_560, '26 min', '26분'],
    [7_500, '2 hr 5 min', '2시간 5분'],
    [86_400 * 3 + 59, '3 days', '3일'],
  ])('%d s', (seconds, english, korean) => {
    expect(formatDuration(seconds, 'en')).toBe(english);
    expect(formatDuration(seconds, 'ko')).toBe(korean);
  });
});

describe('formatNumber', () => {
  it.each([
    [93.8, '%', '93.8 %'],
    [98.997, '%', '98.99 %'],
    [30, '%', '30 %'],
    [212.4, 'ms', '212 ms'],
    [1.234, 'ms', '1.23 ms'],
    [1160, 'count', '1,160'],
  ] as const)('%d %s', (value, unit, text) => {
    expect(formatNumber(value, unit, 'en')).toBe(text);
  });
});
