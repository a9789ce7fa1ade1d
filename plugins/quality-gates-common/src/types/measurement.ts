/** @public */
export const measurementUnits = [
  'percent',
  'count',
  'bytes',
  'seconds',
  'score',
  'status',
] as const;
/** @public */
export type MeasurementUnit = (typeof measurementUnits)[number];

/** At most five items are kept with a measurement, and how many there were. @public */
export interface MeasurementDetail {
  /** Covered and total, where the value is a ratio. */
  covered?: number;
  total?: number;
  /** The first five, e.g. `CVE-2024-1 in libx 1.2 (fixed in 1.3)`. */
  items?: string[];
  /** How many items there are in all. */
  itemCount?: number;
  /**
   * What the report's own total says, kept only where it differs from `value`, which is recomputed from the
   * report's lines (or test cases).
   */
  reported?: ReportedTotal;
}

/** Where a measurement comes from. @public */
export interface MeasurementSource {
  file: string;
  format: string;
  tool?: string;
  toolVersion?: string;
  /** What the report is about where one kind of report comes several times, e.g. `integration`. */
  scope?: string;
}

/** A total as a report states it about itself. @public */
export interface ReportedTotal {
  value: number;
  covered?: number;
  total?: number;
}

/**
 * One number (or status) out of one report. Ids are listed in the README: `coverage.lines`, `vulnerabilities.high`, `tests.failed` …
 *
 * @public
 */
export interface Measurement {
  id: string;
  /** A finite number, or a status word when `unit` is `status`. */
  value: number | string;
  unit: MeasurementUnit;
  detail?: MeasurementDetail;
  source: MeasurementSource;
  /** When the report was made, ISO, if it says so. */
  generatedAt?: string;
  /** The commit the report was made for, full SHA, if it says so. */
  commit?: string;
}

/**
 * What can be wrong with a report. After `contradictory` and `invalid-value` the other numbers of the file still count;
 * after the rest nothing of it does.
 *
 * @public
 */
export const reportProblemCodes = [
  'not-recognised',
  'malformed',
  'empty',
  'too-large',
  'unreadable',
  'no-data',
  'contradictory',
  'invalid-value',
] as const;
/** @public */
export type ReportProblemCode = (typeof reportProblemCodes)[number];

/** A report that could not be read, in a sentence. @public */
export interface ReportProblem {
  file: string;
  /** Stable code: one of `reportProblemCodes`. */
  code: string;
  message: string;
  /** The format of the file, where its beginning tells, even if the rest could not be read. */
  format?: string;
  /** What the report is about, as `scope` of a measurement's source. */
  scope?: string;
}

/** What came out of one file. @public */
export interface ReportResult {
  file: string;
  /** `lcov`, `cobertura`, `istanbul-summary`, `istanbul-final`, `trivy`, `junit` …; undefined when not recognised. */
  format?: string;
  measurements: Measurement[];
  problems: ReportProblem[];
}
