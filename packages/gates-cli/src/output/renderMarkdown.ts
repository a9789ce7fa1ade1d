import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import { checkRow, columns, findingsOf } from './checkRows';
import { gateWords, type Judgement } from './Judgement';
import { waiverSentence } from './verdictWords';

/** For the job summary and the pull request. Text out of reports is escaped: it may come from anybody. */
export function renderMarkdown(judgement: Judgement): string {
  const heads = [...columns, 'Reason'];
  const lines = [
    `### ${escape(judgement.title)}: ${gateWords(judgement)}`,
    '',
    ...judgement.notes.flatMap(note => [escape(note), '']),
    `| ${heads.join(' | ')} |`,
    `| ${heads.map(() => '---').join(' | ')} |`,
    ...judgement.checks.map(check => {
      const cells = [...checkRow(check), reasonOf(check)];
      return `| ${cells.map(escape).join(' | ')} |`;
    }),
    ...judgement.checks.flatMap(findingLines),
    ...problemLines(judgement),
    ...(judgement.url ? ['', `[Show in the portal](${judgement.url})`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function reasonOf(check: CheckResult): string {
  const waiver = waiverSentence(check);
  return waiver ? `${check.reason} ${waiver}` : check.reason;
}

function findingLines(check: CheckResult): string[] {
  const { items, more } = findingsOf(check);
  if (items.length === 0) return [];
  return [
    '',
    `**${escape(check.title)}**`,
    '',
    ...items.map(item => `- ${escape(item)}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
  ];
}

function problemLines({ problems }: Judgement): string[] {
  if (problems.length === 0) return [];
  return [
    '',
    '**Reports with problems**',
    '',
    ...problems.map(
      ({ file, message }) => `- ${escape(file)}: ${escape(message)}`,
    ),
  ];
}

function escape(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_[\]|#@]/g, '\\$&');
}
