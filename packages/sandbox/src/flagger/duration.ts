import { InputError } from '@backstage/errors';

const UNITS: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration such as `1m30s`. */
export function parseDuration(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(part => part[0]).join('') !== text) {
    throw new InputError(`not a duration: "${text}"`);
  }
  return parts.reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * UNITS[unit],
    0,
  );
}

/** As Go prints a duration of whole milliseconds: `500ms`, `1.515s`, `1m2s`. */
export function formatDuration(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const total = Math.abs(Math.trunc(ms));
  if (total === 0) {
    return '0s';
  }
  if (total < 1000) {
    return `${sign}${total}ms`;
  }
  const hours = Math.floor(total / UNITS.h);
  const minutes = Math.floor((total % UNITS.h) / UNITS.m);
  const seconds = (total % UNITS.m) / 1000;
  const prefix = `${hours ? `${hours}h` : ''}${
    hours || minutes ? `${minutes}m` : ''
  }`;
  return `${sign}${prefix}${seconds}s`;
}
