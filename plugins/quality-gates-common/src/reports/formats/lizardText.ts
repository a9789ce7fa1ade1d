import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import type { TextFormat } from '../support/TextFormat';
import { WorstFunctions } from '../support/WorstFunctions';
import { parseCount } from '../support/numbers';
import { splitLines } from '../support/splitLines';
import { orNoData } from '../support/noData';

const csvHeader = /^NLOC,CCN,token,PARAM,length,location,file,function,/;
/** NLOC, CCN, tokens, parameters, length, then the place. */
const csvRow = /^\d+,(\d+),\d+,\d+,\d+,"([^"]*)"/;
const tableHeader = /^[=\s]*NLOC\s+CCN\s+token\s+PARAM\s+length\s+location/;
const tableRow = /^\s*\d+\s+(\d+)\s+\d+\s+\d+\s+\d+\s+(\S.*)$/;
const tableEnd = /^\d+ files? analyzed/;

/** `lizard --csv`, with or without the header line. */
export const lizardCsv: TextFormat = {
  format: 'lizard',
  matches: head => csvHeader.test(head) || csvRow.test(head),
  read: chunks =>
    read(chunks, csvRow, line => line.trim() === '' || csvHeader.test(line)),
};

/** What `lizard` prints: the functions first, then the files and the warnings, which repeat functions. */
export const lizardTable: TextFormat = {
  format: 'lizard',
  matches: head => tableHeader.test(head),
  read: chunks =>
    read(
      functionsOf(chunks),
      tableRow,
      line => /^[-=\s]*$/.test(line) || tableHeader.test(line),
    ),
};

function read(
  chunks: Iterable<string>,
  row: RegExp,
  isOther: (line: string) => boolean,
): ParsedReport {
  const functions = new WorstFunctions();
  for (const line of splitLines(chunks)) {
    if (isOther(line)) continue;
    const found = row.exec(line);
    const complexity = parseCount(found?.[1]);
    if (!found || complexity === undefined) {
      throw new ReportError(
        'malformed',
        'A line of the file is no function of lizard.',
      );
    }
    functions.add(complexity, () => found[2]);
  }
  return orNoData(
    { measurements: functions.measurements(), problems: [], tool: 'lizard' },
    'The report lists no function.',
  );
}

function* functionsOf(chunks: Iterable<string>): Iterable<string> {
  for (const line of splitLines(chunks)) {
    if (tableEnd.test(line)) return;
    yield `${line}\n`;
  }
}
