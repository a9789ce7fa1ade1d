import { expect, it } from 'vitest';
import { greetingAt } from './greeting.ts';

it.each([
  [0, '편안한 밤 되세요'],
  [5, '좋은 아침입니다'],
  [12, '좋은 오후입니다'],
  [23, '좋은 저녁입니다'],
  [24, '안녕하세요'],
])('at %i: %s', (hour, text) => {
  expect(greetingAt(hour)).toBe(text);
});
