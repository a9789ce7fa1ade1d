import type {
  MeasurementUnit,
  Threshold,
} from '@heal7/backstage-plugin-quality-gates-common';

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

type Rounding = (value: number) => number;

/** Towards the bad side of the limit: 84.999 % must not read as 85 %, and 600.4 s not as 10 min. @internal */
export const roundingOf = (threshold: Threshold): Rounding =>
  threshold.max === undefined ? Math.floor : Math.ceil;

const cut = (value: number, round: Rounding) => {
  const hundredths = value * 100;
  // What is meant to be a whole number of hundredths is one, whatever binary fractions make of it.
  const nearest = Math.round(hundredths);
  return (
    (Math.abs(hundredths - nearest) < 1e-6 ? nearest : round(hundredths)) / 100
  );
};

/** "45.2 s", "10 min 5 s", "7 days": two units at most, in the reader's language. */
function duration(seconds: number, language: string, round: Rounding): string {
  const write = (value: number, unit: string) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: 2,
    }).format(value);
  const index = units.findIndex(([, size]) => seconds >= size);
  const next = units[index + 1];
  if (index === -1 || !next) return write(cut(seconds, round), 'second');
  const [unit, size] = units[index];
  const total = round(seconds / next[1]) * next[1];
  const rest = Math.round((total % size) / next[1]);
  return [
    write(Math.floor(total / size), unit),
    ...(rest > 0 ? [write(rest, next[0])] : []),
  ].join(' ');
}

/** A value with its unit, in the reader's language. @internal */
export function formatMeasured(
  value: number | string,
  unit: MeasurementUnit | undefined,
  language: string,
  round: Rounding = Math.floor,
): string {
  if (typeof value === 'string') return value;
  const number = (it: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(it);
  switch (unit) {
    case 'percent':
      return `${number(cut(value, round))} %`;
    case 'seconds':
      return duration(value, language, round);
    case 'bytes':
      return `${number(cut(value / 1e6, round))} MB`;
    default:
      return number(cut(value, round));
  }
}

/** To tenths, above 100 to whole ones; what is meant to be such a number is one. */
function short(value: number, round: Rounding): string {
  const parts = Math.abs(value) >= 100 ? 1 : 10;
  const scaled = Number((value * parts).toFixed(6));
  return String(round(scaled) / parts);
}

/** A few characters for a narrow cell; the whole value stands in its title. @internal */
export function formatCompact(
  value: number | string,
  unit: MeasurementUnit | undefined,
  round: Rounding = Math.floor,
): string {
  if (typeof value === 'string') return value;
  switch (unit) {
    case 'seconds': {
      const found = units.find(([, size]) => value >= size) ?? ['second', 1];
      return `${short(value / Number(found[1]), round)}${found[0][0]}`;
    }
    case 'bytes':
      return `${short(value / 1e6, round)}M`;
    default:
      return short(value, round);
  }
}
