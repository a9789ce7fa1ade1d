/**
 * ISO date of a report's time stamp: an ISO date, or a Unix time in seconds or milliseconds. A date that no report can
 * have (before 2000) is dropped rather than believed.
 */
export function parseTimestamp(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  if (!trimmed) return undefined;
  let time: number;
  if (/^\d{9,10}(\.\d+)?$/.test(trimmed)) time = Number(trimmed) * 1000;
  else if (/^\d{12,13}$/.test(trimmed)) time = Number(trimmed);
  else if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(trimmed)) {
    // Without a zone the writer's zone is unknown; UTC is as good as any for an age in days.
    const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(trimmed);
    // Go writes nanoseconds, which Date does not read everywhere.
    const short = trimmed.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1');
    time = Date.parse(zoned ? short : `${short}Z`);
  } else return undefined;
  if (!Number.isFinite(time) || time < 946_684_800_000) return undefined;
  if (time > 8_640_000_000_000_000) return undefined;
  return new Date(time).toISOString();
}
