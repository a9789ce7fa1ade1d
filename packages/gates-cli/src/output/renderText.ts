import type {
  GateResult,
  ReportProblem,
} from '@heal7/backstage-plugin-quality-gates-common';
import { checkRow, columns, findingsOf } from './checkRows';
import { verdictWords } from './verdictWords';

/** The table a person reads in the log of a CI job. */
export function renderText(
  title: string,
  result: GateResult,
  problems: readonly ReportProblem[],
): string {
  const rows = [columns, ...result.checks.map(checkRow)];
  const widths = columns.map((_, index) =>
    Math.max(...rows.map(row => row[index].length)),
  );
  const table = rows.map(row =>
    row
      .map((cell, index) =>
        index === row.length - 1 ? cell : cell.padEnd(widths[index]),
      )
      .join('  ')
      .trimEnd(),
  );
  const rule = widths
    .map((width, index) => '─'.repeat(index === widths.length - 1 ? 6 : width))
    .join('  ');
  const lines = [title, '', table[0], rule];
  result.checks.forEach((check, index) => {
    lines.push(table[index + 1]);
    const { items, more } = findingsOf(check);
    for (const item of items) lines.push(`    · ${item}`);
    if (more > 0) lines.push(`    · and ${more} more`);
  });
  if (problems.length > 0) {
    lines.push('', 'Reports with problems');
    for (const problem of problems) {
      lines.push(`  ${problem.file}: ${problem.message}`);
    }
  }
  lines.push('', `Quality gate ${verdictWords[result.verdict]}`);
  return lines.join('\n');
}
