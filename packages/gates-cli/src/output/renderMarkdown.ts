import type {
  GateResult,
  ReportProblem,
} from '@heal7/backstage-plugin-quality-gates-common';
import { checkRow, columns, findingsOf } from './checkRows';
import { verdictWords } from './verdictWords';

/** For the job summary and the pull request. Text out of reports is escaped: it may come from anybody. */
export function renderMarkdown(
  title: string,
  result: GateResult,
  problems: readonly ReportProblem[],
): string {
  const lines = [
    `### ${escape(title)}: ${verdictWords[result.verdict]}`,
    '',
    `| ${columns.join(' | ')} |`,
    `| ${columns.map(() => '---').join(' | ')} |`,
    ...result.checks.map(
      check => `| ${checkRow(check).map(escape).join(' | ')} |`,
    ),
  ];
  for (const check of result.checks) {
    const { items, more } = findingsOf(check);
    if (items.length > 0) {
      lines.push('', `**${escape(check.title)}**`, '');
      for (const item of items) lines.push(`- ${escape(item)}`);
      if (more > 0) lines.push(`- and ${more} more`);
    }
  }
  if (problems.length > 0) {
    lines.push('', '**Reports with problems**', '');
    for (const { file, message } of problems) {
      lines.push(`- ${escape(file)}: ${escape(message)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function escape(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|#@]/g, '\\$&');
}
