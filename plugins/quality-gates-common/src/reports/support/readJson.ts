import type { ParsedReport } from './ParsedReport';
import { ReportError } from './ReportError';

export interface JsonFormat {
  format: string;
  /** Found near the beginning of a file that is not whole any more; only used to say which report is broken. */
  hint: RegExp;
  matches(value: unknown): boolean;
  read(value: unknown): ParsedReport;
}

const hintLength = 4096;

/** Reads a JSON report of the first format whose shape it has. */
export function readJson(
  text: string,
  formats: readonly JsonFormat[],
  onFormat: (format: string) => void,
): ParsedReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const head = text.slice(0, hintLength);
    const format = formats.find(it => it.hint.test(head));
    if (format) onFormat(format.format);
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReportError(
      'malformed',
      `The file is not valid JSON: ${reason
        .replace(/\s+/g, ' ')
        .slice(0, 160)}.`,
    );
  }
  const format = formats.find(it => it.matches(value));
  if (!format) {
    throw new ReportError(
      'not-recognised',
      value === null
        ? 'The file holds only "null", which does not say what was examined.'
        : 'The JSON has the shape of no known report.',
    );
  }
  onFormat(format.format);
  return format.read(value);
}
