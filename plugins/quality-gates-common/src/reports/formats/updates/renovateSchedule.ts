import { cronInterval } from './cronInterval';
import { day, namedIntervals } from './intervals';

/** Renovate's own presets that set a schedule. */
const presets: Record<string, number> = {
  'schedule:daily': day,
  'schedule:weekdays': 3 * day,
  'schedule:nonOfficeHours': day,
  'schedule:officeHours': 3 * day,
  'schedule:weekly': 7 * day,
  'schedule:earlyMondays': 7 * day,
  'schedule:weekends': 7 * day,
  'schedule:monthly': 31 * day,
  'schedule:quarterly': 92 * day,
  'schedule:yearly': 366 * day,
};

const phrases: readonly [RegExp, number][] = [
  [/\b(at any time|every day)\b/, day],
  [/\b(monthly|every month|day of the month)\b/, 31 * day],
  [/\b(quarter|every 3 months)\b/, 92 * day],
  [/\b(yearly|every year)\b/, 366 * day],
  [/\b(weekly|every week|every weekend)\b/, 7 * day],
  [/\bevery weekday\b/, 3 * day],
];
const weekday = /\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b/g;
const time =
  /^(after|before) [\d:]+ ?([ap]m)?( and (after|before) [\d:]+ ?([ap]m)?)?$/;

/** How long a preset makes updates wait; undefined where it is none of Renovate's schedules. */
export function presetInterval(preset: string): number | undefined {
  return Object.hasOwn(presets, preset) ? presets[preset] : undefined;
}

/** Seconds between two times that a line of `schedule` allows: a cron expression or a phrase. */
export function scheduleInterval(line: string): number | undefined {
  const text = line.trim().toLowerCase();
  const cron = cronInterval(text);
  if (cron !== undefined) return cron;
  const several = /\bevery (\d{1,2}) (day|week|month)s?\b/.exec(text);
  if (several) return Number(several[1]) * unitOf(several[2]);
  const phrase = phrases.find(([pattern]) => pattern.test(text));
  if (phrase) return phrase[1];
  const days = new Set(text.match(weekday)?.map(it => it.slice(0, 3)));
  if (days.size > 0) return gapBetween(days) * day;
  return time.test(text) ? day : undefined;
}

function unitOf(name: string): number {
  if (name === 'month') return namedIntervals.monthly;
  return name === 'week' ? 7 * day : day;
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** The longest time, in days, from one of these days of the week to the next. */
function gapBetween(days: ReadonlySet<string>): number {
  const indexes = week.flatMap((name, index) =>
    days.has(name) ? [index] : [],
  );
  return Math.max(
    ...indexes.map((from, place) => {
      const to = indexes[place + 1] ?? indexes[0] + week.length;
      return to - from;
    }),
  );
}
