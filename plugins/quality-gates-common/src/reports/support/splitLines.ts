import { ReportError } from './ReportError';

/** No report has such a line; collecting it would only cost memory. */
const longestLine = 1_000_000;

/** Lines of a text that comes in pieces, without keeping more than one piece. */
export function* splitLines(chunks: Iterable<string>): Iterable<string> {
  let rest = '';
  for (const chunk of chunks) {
    const lines = (rest + chunk).split(/\r\n|\n/);
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > longestLine) {
      throw new ReportError('malformed', 'A line of the file has no end.');
    }
  }
  if (rest !== '') yield rest;
}
