import { ReportError } from './ReportError';

/** Configuration is written by hand; a larger file is none. */
const largest = 1_000_000;

/** The text of a small file. */
export function readWhole(chunks: Iterable<string>): string {
  let text = '';
  for (const chunk of chunks) {
    text += chunk;
    if (text.length > largest) {
      throw new ReportError('malformed', 'The file is too long for its kind.');
    }
  }
  return text;
}
