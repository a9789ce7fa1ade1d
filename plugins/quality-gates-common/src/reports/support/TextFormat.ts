import type { ParsedReport } from './ParsedReport';

/** A report that is neither XML nor JSON. */
export interface TextFormat {
  format: string;
  /** `head` is the beginning of the file, at least its first line. */
  matches(head: string): boolean;
  read(chunks: Iterable<string>): ParsedReport;
}
