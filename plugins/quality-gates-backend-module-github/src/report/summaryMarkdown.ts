import {
  formatThreshold,
  formatValue,
  isDecided,
  type CheckResult,
  type Evaluation,
} from '@heal7/backstage-plugin-quality-gates-common';
import { codeSpan, escapeMarkdown } from './markdown';
import { headlineOf, standingOf, verdictWords } from './sentences';

/** What GitHub takes; counted in bytes, which are never fewer than characters. */
const maxBytes = 65_535;
const maxFindings = 5;
const maxReasons = 50;

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8');

function symbolOf(check: CheckResult): string {
  if (check.waiver) return '🔕 waived';
  if (check.reasonCode === 'pending') return '⏳ pending';
  const symbols = {
    passed: '✅',
    failed: '❌',
    error: '⚠️',
    inconclusive: '❔',
  };
  return `${symbols[check.verdict]} ${check.verdict}`;
}

function unitOf({ unit, measurements }: CheckResult) {
  return unit ?? measurements[0]?.unit;
}

function tableOf(checks: CheckResult[]): string[] {
  if (checks.length === 0) return [];
  const rows = checks.map(check => {
    const { threshold, title, value } = check;
    const cells = [
      symbolOf(check),
      escapeMarkdown(title),
      value === undefined
        ? '–'
        : escapeMarkdown(formatValue(value, unitOf(check), threshold)),
      escapeMarkdown(formatThreshold(threshold, unitOf(check))),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    [
      '| | Check | Value | Required |',
      '| --- | --- | ---: | ---: |',
      ...rows,
    ].join('\n'),
  ];
}

function section(title: string, lines: string[]): string[] {
  return lines.length > 0
    ? [`### ${title}\n\n${lines.map(line => `- ${line}`).join('\n')}`]
    : [];
}

/** First of what is open, because the list is short. */
function findingsOf(checks: CheckResult[]): string[] {
  const details = checks.flatMap(check =>
    check.measurements.flatMap(({ detail }) => (detail?.items ? [detail] : [])),
  );
  const items = [
    ...new Set(details.flatMap(({ items: found }) => found ?? [])),
  ];
  const total = details.reduce(
    (sum, { items: found, itemCount }) =>
      sum + (itemCount ?? found?.length ?? 0),
    0,
  );
  const shown = items.slice(0, maxFindings);
  const more = Math.max(total, items.length) - shown.length;
  return [...shown.map(codeSpan), ...(more > 0 ? [`… and ${more} more`] : [])];
}

function waiversOf(checks: CheckResult[]): string[] {
  return checks.flatMap(({ title, waiver }) =>
    waiver
      ? [
          `**${escapeMarkdown(title)}**: ${escapeMarkdown(
            waiver.reason,
          )} (approved by ${escapeMarkdown(
            waiver.approvedBy,
          )}, until ${escapeMarkdown(waiver.expiresAt.slice(0, 10))})`,
        ]
      : [],
  );
}

function reasonsOf(checks: CheckResult[]): string[] {
  const more = checks.length - maxReasons;
  return [
    ...checks
      .slice(0, maxReasons)
      .map(
        ({ reason, title }) =>
          `**${escapeMarkdown(title)}**: ${escapeMarkdown(reason)}`,
      ),
    ...(more > 0 ? [`… and ${more} more`] : []),
  ];
}

function pendingLine(evaluation: Evaluation, pending: CheckResult[]): string[] {
  if (evaluation.pendingParts.length === 0) return [];
  const until = evaluation.pendingUntil
    ? ` until ${evaluation.pendingUntil.slice(0, 16).replace('T', ' ')} UTC`
    : '';
  const names = evaluation.pendingParts.map(escapeMarkdown).join(', ');
  const checks = pending.map(({ title }) => escapeMarkdown(title));
  return [
    `Waiting for the part ${names} of the CI run${until}${
      checks.length > 0 ? `: ${checks.join(', ')}` : ''
    }.`,
  ];
}

/**
 * What a check run shows: the verdict first, then the blocking checks with value and threshold, why the open ones are open,
 * the first findings, and the exceptions in force.
 */
export function summaryMarkdown(
  evaluation: Evaluation,
  links: { url: string },
): string {
  const { blocking, open, pending, waived } = standingOf(evaluation);
  const advisory = evaluation.checks.filter(
    check => !check.blocking && check.verdict !== 'passed' && !check.waiver,
  );
  const order = (check: CheckResult) => (open.includes(check) ? 0 : 1);
  const word = isDecided(evaluation)
    ? verdictWords[evaluation.verdict]
    : 'Pending';
  const parts = [
    `**${word}**: ${escapeMarkdown(headlineOf(evaluation))}.`,
    ...pendingLine(evaluation, pending),
    ...tableOf([...blocking].sort((a, b) => order(a) - order(b))),
    ...section('Why', reasonsOf(open)),
    ...section('Findings', findingsOf(open)),
    ...section('Waivers', waiversOf(waived)),
    ...section('Advice', reasonsOf(advisory)),
  ];
  const end = `[Everything about this evaluation](${encodeURI(
    links.url,
  )}), gate \`${evaluation.gate.replace(
    /[^\w.-]/g,
    '',
  )}\`, commit ${evaluation.commit.slice(0, 7)}.`;
  return fit(parts, end);
}

/** Leaves out whole parts from where it gets too long: half a table is worse than none. */
function fit(parts: string[], end: string): string {
  const note = 'The rest is too long for GitHub.';
  const room = maxBytes - bytesOf(`\n\n${note}\n\n${end}\n`);
  const kept: string[] = [];
  let used = 0;
  for (const part of parts) {
    used += bytesOf(part) + 2;
    if (used > room) break;
    kept.push(part);
  }
  return `${[...kept, ...(kept.length < parts.length ? [note] : []), end].join(
    '\n\n',
  )}\n`;
}
