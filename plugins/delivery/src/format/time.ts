const steps: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "4 min ago", "2일 전": one unit, rounded down, in the reader's language. @internal */
export function formatAge(iso: string, now: number, language: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  // Clocks differ by a moment; "in 1 second" would only puzzle.
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  const [unit, size] = steps.find(([, length]) => seconds >= length) ?? [
    'second' as const,
    1,
  ];
  return new Intl.RelativeTimeFormat(language, {
    numeric: 'always',
    style: 'short',
  }).format(-Math.floor(seconds / size), unit);
}

/** The exact time in the reader's zone, with the zone's name. @internal */
export function formatExact(
  iso: string,
  language: string,
  timeZone?: string,
): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(at);
}

/** Hour and minute, for lines that are close together. @internal */
export function formatClock(
  iso: string,
  language: string,
  timeZone?: string,
): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
}

/** "26 min", "2 h 5 min", "3일 4시간": the two largest units. @internal */
export function formatDuration(seconds: number, language: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
    }).format(value);
  const [days, hours, minutes, rest] = [
    Math.floor(whole / 86_400),
    Math.floor((whole % 86_400) / 3_600),
    Math.floor((whole % 3_600) / 60),
    whole % 60,
  ];
  const pairs: Array<[number, string]> = [
    [days, 'day'],
    [hours, 'hour'],
    [minutes, 'minute'],
    [rest, 'second'],
  ];
  const first = pairs.findIndex(([value]) => value > 0);
  if (first === -1) return part(0, 'second');
  return pairs
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => part(value, unit))
    .join(' ');
}

/** The day in the reader's zone. @internal */
export function formatDay(
  iso: string,
  language: string,
  timeZone?: string,
): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat(language, {
    dateStyle: 'medium',
    timeZone,
  }).format(at);
}
