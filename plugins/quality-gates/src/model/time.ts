const steps: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "4 min. ago", "2일 전": one unit, rounded down, in the reader's language. @internal */
export function formatAge(iso: string, now: number, language: string): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const seconds = Math.max(0, Math.floor((now - at) / 1000));
  const [unit, size] = steps.find(([, length]) => seconds >= length) ?? [
    'second' as const,
    1,
  ];
  return new Intl.RelativeTimeFormat(language, { style: 'short' }).format(
    -Math.floor(seconds / size),
    unit,
  );
}

/** "in 24 minutes", "24분 후": whole minutes, rounded up; at least one. @internal */
export function formatIn(iso: string, now: number, language: string): string {
  const minutes = Math.max(1, Math.ceil((Date.parse(iso) - now) / 60_000));
  if (Number.isNaN(minutes)) return iso;
  return minutes > 120
    ? formatExact(iso, language)
    : new Intl.RelativeTimeFormat(language).format(minutes, 'minute');
}

/** The exact time in the reader's zone, with the zone's name. @internal */
export function formatExact(iso: string, language: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** "12 Dec", with the year where it is another one. @internal */
export function formatDay(iso: string, language: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const sameYear = at.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** The day of a time in the reader's zone as a date field wants it: `2026-12-07`. @internal */
export function dateInput(at: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
