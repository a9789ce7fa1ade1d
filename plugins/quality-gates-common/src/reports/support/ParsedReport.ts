import type { Measurement, ReportProblemCode } from '../../types';

/** A measurement before its file is known. */
export type MeasurementDraft = Omit<
  Measurement,
  'source' | 'generatedAt' | 'commit'
>;

/** A remark that leaves the other numbers of the report standing. */
export interface ProblemDraft {
  code: ReportProblemCode;
  message: string;
}

/** What a format's parser hands back; `parseReport` adds the file. */
export interface ParsedReport {
  measurements: MeasurementDraft[];
  problems: ProblemDraft[];
  tool?: string;
  toolVersion?: string;
  /** ISO date. */
  generatedAt?: string;
  /** Full SHA. */
  commit?: string;
}
