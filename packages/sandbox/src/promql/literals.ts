const unitMilliseconds: Record<string, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  y: 365 * 86_400_000,
};

const durationPattern =
  /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** `1h30m` → milliseconds; undefined when it is not a duration. */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  const match = durationPattern.exec(text);
  if (!match || text === '') return undefined;
  return ['y', 'w', 'd', 'h', 'm', 's', 'ms'].reduce(
    (total, unit, index) =>
      total + Number(match[index + 1] ?? 0) * unitMilliseconds[unit],
    0,
  );
}

/** A number as Prometheus 2 reads it: no durations and no digit separators, which came later. */
export function parseNumber(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const body = text.replace(/^[-+]\s*/, '').toLowerCase();
  if (body === 'nan') return NaN;
  if (body === 'inf') return sign * Infinity;
  if (/^0x[0-9a-f]+$/.test(body)) return sign * Number(body);
  if (/^0[0-7]+$/.test(body)) return sign * parseInt(body, 8);
  if (/^(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/.test(body))
    return sign * Number(body);
  return undefined;
}

const simpleEscapes: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** A quoted string with Go's escapes; undefined when it is malformed. */
export function unquote(text: string): string | undefined {
  const quote = text[0];
  if (text.length < 2 || !text.endsWith(quote)) return undefined;
  const body = text.slice(1, -1);
  if (quote === '`') return body;
  if (body.includes('\n')) return undefined;
  let invalid = false;
  const value = body.replace(
    /\\(x[0-9a-fA-F]{2}|[0-7]{3}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S]|$)/g,
    (_, escape: string) => {
      if (escape === quote) return quote;
      if (escape in simpleEscapes) return simpleEscapes[escape];
      if (/^[0-7]{3}$/.test(escape)) {
        return String.fromCharCode(parseInt(escape, 8));
      }
      const code = parseInt(escape.slice(1), 16);
      if (escape.length > 1 && code <= 0x10ffff)
        return String.fromCodePoint(code);
      invalid = true;
      return '';
    },
  );
  return invalid ? undefined : value;
}
