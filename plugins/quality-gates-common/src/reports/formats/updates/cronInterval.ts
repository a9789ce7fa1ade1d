import { day } from './intervals';

const names: Record<string, number> = Object.fromEntries([
  ...['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].map(
    (name, index) => [name, index] as const,
  ),
  ...[
    'jan',
    'feb',
    'mar',
    'apr',
    'may',
    'jun',
    'jul',
    'aug',
    'sep',
    'oct',
    'nov',
    'dec',
  ].map((name, index) => [name, index + 1] as const),
]);

interface Days {
  daysOfMonth: Set<number>;
  months: Set<number>;
  daysOfWeek: Set<number>;
  /** cron takes either day when both are restricted, otherwise the restricted one. */
  either: boolean;
}

/** The longest time between two days of a cron expression of five fields; undefined when it is none, or never runs. */
export function cronInterval(text: string): number | undefined {
  const fields = text.trim().toLowerCase().split(/\s+/);
  if (fields.length !== 5) return undefined;
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = [
    valuesOf(fields[0], 0, 59),
    valuesOf(fields[1], 0, 23),
    valuesOf(fields[2], 1, 31),
    valuesOf(fields[3], 1, 12),
    valuesOf(fields[4], 0, 7),
  ];
  if (!minutes || !hours || !daysOfMonth || !months || !daysOfWeek) {
    return undefined;
  }
  if (daysOfWeek.has(7)) daysOfWeek.add(0);
  const either = !fields[2].startsWith('*') && !fields[4].startsWith('*');
  return longestGap({ daysOfMonth, months, daysOfWeek, either });
}

/** Four years, so that the 29th of February is one of them. */
function longestGap(days: Days): number | undefined {
  let before: number | undefined;
  let longest: number | undefined;
  const start = Date.UTC(2024, 0, 1);
  for (let index = 0; index < 4 * 366 + 366; index += 1) {
    if (!runsOn(new Date(start + index * day * 1000), days)) continue;
    if (before !== undefined) {
      longest = Math.max(longest ?? 0, index - before);
    }
    before = index;
  }
  return longest === undefined ? undefined : longest * day;
}

function runsOn(date: Date, days: Days): boolean {
  if (!days.months.has(date.getUTCMonth() + 1)) return false;
  const ofMonth = days.daysOfMonth.has(date.getUTCDate());
  const ofWeek = days.daysOfWeek.has(date.getUTCDay());
  return days.either ? ofMonth || ofWeek : ofMonth && ofWeek;
}

/** A field such as `*`, `1-5`, `mon,thu` or `*` with a step. */
function valuesOf(
  field: string,
  low: number,
  high: number,
): Set<number> | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const match = /^(\*|[a-z\d]+)(?:-([a-z\d]+))?(?:\/(\d{1,4}))?$/.exec(part);
    if (!match) return undefined;
    const [from, to] = rangeOf(match, low, high);
    const step = match[3] === undefined ? 1 : Number(match[3]);
    const fine = from >= low && to <= high && from <= to && step > 0;
    if (!fine) return undefined;
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return values;
}

function rangeOf(
  [, first, last, step]: readonly (string | undefined)[],
  low: number,
  high: number,
): [number, number] {
  if (first === '*') return [low, high];
  const from = numberOf(first);
  if (last !== undefined) return [from, numberOf(last)];
  return [from, step === undefined ? from : high];
}

function numberOf(text = ''): number {
  return Object.hasOwn(names, text.slice(0, 3)) && /^[a-z]/.test(text)
    ? names[text.slice(0, 3)]
    : Number(text);
}
