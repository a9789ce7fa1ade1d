import type { ReportProblemCode } from '../../types';

/** Stops the reading of a report; becomes its problem. Nothing read so far counts. */
export class ReportError extends Error {
  readonly code: ReportProblemCode;

  constructor(code: ReportProblemCode, message: string) {
    super(message);
    this.name = 'ReportError';
    this.code = code;
  }
}
