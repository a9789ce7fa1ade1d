const grouped = /^\d{1,3}(,\d{3})+(\.\d+)?$/;
const plain = /^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/;
const commaDecimal = /^\d+,\d+$/;

/**
 * A number as reports write it: `12`, `4.5e-05`, `1,234.5` (ant), `0,87` (locale comma). `1,234` is read as a thousand,
 * which is what the tools that write commas mean by it. Anything else is undefined, never 0.
 */
export function parseNumber(text: string | undefined): number | undefined {
  const trimmed = text?.trim();
  if (!trimmed) return undefined;
  if (plain.test(trimmed)) return finite(Number(trimmed));
  if (grouped.test(trimmed)) return finite(Number(trimmed.replace(/,/g, '')));
  if (commaDecimal.test(trimmed)) {
    return finite(Number(trimmed.replace(',', '.')));
  }
  return undefined;
}

const digits = /^\d{1,15}$/;

/** A whole number, not negative. `1.0` counts as 1 (Swift writes counts so). */
export function parseCount(text: string | undefined): number | undefined {
  // Nearly all counts are written so, and large reports hold millions of them.
  if (text !== undefined && digits.test(text)) return Number(text);
  const value = parseNumber(text);
  return value !== undefined && value >= 0 && Number.isInteger(value)
    ? value
    : undefined;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
