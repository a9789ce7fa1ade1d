import type { ParsedReport } from '../support/ParsedReport';
import { splitLines } from '../support/splitLines';
import type { TextFormat } from '../support/TextFormat';
import { LcovReader } from './LcovReader';

function looksLikeLcov(line: string): boolean {
  return /^(TN|SF|DA|FN|FNL|VER):/.test(line.trim());
}

/** LCOV, which may begin with comments. */
export const lcov: TextFormat = {
  format: 'lcov',
  matches: head => {
    const line = head.split('\n').find(it => !/^\s*(#|$)/.test(it));
    return line === undefined ? head.startsWith('#') : looksLikeLcov(line);
  },
  read(chunks): ParsedReport {
    const reader = new LcovReader();
    for (const line of splitLines(chunks)) reader.line(line);
    return reader.finish();
  },
};
