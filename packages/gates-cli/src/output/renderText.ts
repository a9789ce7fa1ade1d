import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { checkRow, columns, findingsOf, remarkOf } from './checkRows';
import { gateWords, type Judgement } from './Judgement';
import { plainText, withoutCommands, wrapText } from './plainText';
import { waiverSentence } from './verdictWords';

/** Logs of CI are read in about this many columns. */
const width = 100;
const longestCell = 42;

/** The table a person reads in the log of a CI job. */
export function renderText(judgement: Judgement): string {
  const rows = [columns, ...judgement.checks.map(checkRow)].map(row =>
    row.map(cell => shorten(plainText(cell))),
  );
  const widths = columns.map((_, index) =>
    Math.max(...rows.map(row => row[index].length)),
  );
  const [head, ...table] = rows.map(row =>
    row
      .map((cell, index) => cell.padEnd(widths[index]))
      .join('  ')
      .trimEnd(),
  );
  const rule = widths.map(it => '─'.repeat(it)).join('  ');
  return [
    plainText(judgement.title),
    '',
    head,
    rule,
    ...judgement.checks.flatMap((check, index) => [
      table[index],
      ...detailLines(check),
    ]),
    ...problemLines(judgement),
    '',
    ...judgement.notes.flatMap(note => wrapText(plainText(note), width)),
    `Quality gate ${gateWords(judgement)}`,
    ...(judgement.url ? [judgement.url] : []),
  ]
    .map(withoutCommands)
    .join('\n');
}

function detailLines(check: CheckResult): string[] {
  const { items, more } = findingsOf(check);
  const waiver = waiverSentence(check);
  const remark = remarkOf(check);
  return [
    ...(waiver ? indented(waiver, '    ') : []),
    ...(remark ? indented(remark, '    ') : []),
    ...items.flatMap(item => indented(item, '    · ')),
    ...(more > 0 ? [`    · and ${more} more`] : []),
  ];
}

function problemLines({ problems }: Judgement): string[] {
  if (problems.length === 0) return [];
  return [
    '',
    'Reports with problems',
    ...problems.flatMap(({ file, message }) =>
      indented(`${file}: ${message}`, '  '),
    ),
  ];
}

/** The first line with the mark, the others as far in. */
function indented(text: string, mark: string): string[] {
  return wrapText(plainText(text), width - mark.length).map(
    (line, index) => `${index === 0 ? mark : ' '.repeat(mark.length)}${line}`,
  );
}

function shorten(cell: string): string {
  return cell.length > longestCell
    ? `${cell.slice(0, longestCell - 1)}…`
    : cell;
}
