import type { ReportResult } from '@heal7/backstage-plugin-quality-gates-common';

/** One entry of `expected.json`. */
export interface Sample {
  path: string;
  /** Which independent program computed the values. */
  cmd: string;
  what: string;
  expected: Record<string, unknown>;
}

/** One value, side by side; undefined = there is no such number. */
export interface Comparison {
  what: string;
  expected: number | string | undefined;
  actual: number | string | undefined;
}

/** A format of the samples that the parsers read. */
export interface SampleFormat {
  /** Shown in the summary. */
  name: string;
  /** What `parseReport` must call it. */
  format: string;
  compare(
    expected: Record<string, unknown>,
    result: ReportResult,
  ): Comparison[];
}
