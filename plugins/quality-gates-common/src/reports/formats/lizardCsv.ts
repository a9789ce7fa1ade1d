import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import type { TextFormat } from '../support/TextFormat';
import { WorstFunctions } from '../support/WorstFunctions';
import { parseCount } from '../support/numbers';
import { splitLines } from '../support/splitLines';
import { orNoData } from '../support/noData';

const header = /^NLOC,CCN,token,PARAM,length,location,file,function,/;
/** NLOC, CCN, tokens, parameters, length, then the quoted place. */
const row = /^(\d+),(\d+),(\d+),(\d+),(\d+),"([^"]*)"/;

/** `lizard --csv`, with or without the header line; one function a line, its second number the complexity. */
export const lizardCsv: TextFormat = {
  format: 'lizard',
  matches: head => header.test(head) || row.test(head),
  read(chunks): ParsedReport {
    const functions = new WorstFunctions();
    for (const line of splitLines(chunks)) {
      if (line.trim() === '' || header.test(line)) continue;
      const found = row.exec(line);
      const complexity = parseCount(found?.[2]);
      if (!found || complexity === undefined) {
        throw new ReportError(
          'malformed',
          'A line of the file is no function of lizard.',
        );
      }
      functions.add(complexity, () => found[6]);
    }
    return orNoData(
      { measurements: functions.measurements(), problems: [], tool: 'lizard' },
      'The report lists no function.',
    );
  },
};
