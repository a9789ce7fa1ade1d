export const day = 86_400;

/** Seconds between two runs, the longest that calendar and time-table allow. */
export const namedIntervals: Readonly<Record<string, number>> = {
  live: day,
  daily: day,
  weekly: 7 * day,
  monthly: 31 * day,
  quarterly: 92 * day,
  semiannually: 184 * day,
  yearly: 366 * day,
};

export function intervalNamed(name: string): number | undefined {
  return Object.hasOwn(namedIntervals, name) ? namedIntervals[name] : undefined;
}
