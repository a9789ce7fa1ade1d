import type { CheckResult } from '@heal7/backstage-plugin-quality-gates-common';
import type { Judgement } from './Judgement';
import { isPending, waiverSentence } from './verdictWords';
import { checkRow } from './checkRows';

type Outcome = 'failure' | 'error' | 'skipped';

/**
 * One test case a check, for CI systems that show JUnit. What decides the gate against a change is a failure (known to be
 * bad) or an error (could not be judged); what does not decide – advisory, waived, awaited – is skipped with its sentence,
 * so that a system which counts failures comes to the verdict of the gate.
 */
export function renderJunit(judgement: Judgement): string {
  const { checks, title, at } = judgement;
  const outcomes = checks.map(outcomeOf);
  const count = (outcome: Outcome) =>
    outcomes.filter(it => it === outcome).length;
  const counts = [
    `tests="${checks.length}"`,
    `failures="${count('failure')}"`,
    `errors="${count('error')}"`,
    `skipped="${count('skipped')}"`,
  ].join(' ');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="heal7-gates" ${counts}>`,
    `  <testsuite name="${escape(
      title,
    )}" ${counts} timestamp="${at.toISOString()}">`,
    ...checks.map((check, index) => testCase(check, outcomes[index])),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function outcomeOf(check: CheckResult): Outcome | undefined {
  if (check.verdict === 'passed') return undefined;
  if (!check.blocking || check.waiver || isPending(check)) return 'skipped';
  return check.verdict === 'failed' ? 'failure' : 'error';
}

function testCase(check: CheckResult, outcome: Outcome | undefined): string {
  const head = `    <testcase classname="heal7-gates.${escape(
    check.group,
  )}" name="${escape(check.title)}"`;
  const [, , value, required] = checkRow(check);
  const numbers = `${value} (required: ${required})`;
  if (!outcome) {
    return `${head}><system-out>${escape(numbers)}</system-out></testcase>`;
  }
  const message = escape(messageOf(check));
  return outcome === 'skipped'
    ? `${head}><skipped message="${message}"/></testcase>`
    : `${head}><${outcome} type="${escape(
        check.reasonCode,
      )}" message="${message}">${escape(numbers)}</${outcome}></testcase>`;
}

function messageOf(check: CheckResult): string {
  const waiver = waiverSentence(check);
  if (waiver) return `${waiver} (${check.verdict}: ${check.reason})`;
  return check.blocking
    ? check.reason
    : `advisory, ${check.verdict}: ${check.reason}`;
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML 1.0 knows no control characters, not even escaped ones. */
function escape(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ')
    .replace(/[&<>"]/g, it => entities[it]);
}
