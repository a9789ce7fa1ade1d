import {
  parseReport,
  type ReportResult,
} from '@heal7/backstage-plugin-quality-gates-common';
import { decodeFile, FileError } from './decodeFile';

/** Reads one file from disk; `file` is the name shown for it. */
export function readReport(path: string, file = path): ReportResult {
  let failure: FileError | undefined;
  function* content(): Iterable<string> {
    try {
      yield* decodeFile(path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      failure = error;
      throw error;
    }
  }
  const result = parseReport(file, content());
  if (!failure) return result;
  return {
    file,
    measurements: [],
    problems: [{ file, code: failure.code, message: failure.message }],
  };
}
