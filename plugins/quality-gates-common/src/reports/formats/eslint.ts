import type { JsonFormat } from '../support/readJson';
import {
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { describeFinding, FindingCounts } from '../support/FindingCounts';
import { ReportError } from '../support/ReportError';
import { WorstFunctions } from '../support/WorstFunctions';
import {
  asArray,
  asCount,
  asRecord,
  asString,
  type JsonRecord,
} from '../support/json';
import { listOf, records } from '../support/lists';

const complexity = /\bcomplexity of (\d{1,9})\b/;

const messages = listOfShape({
  keys: plainKeys('ruleId', 'severity', 'fatal', 'message', 'line'),
  same: [
    item => JSON.stringify([item.severity, item.fatal, complexityIn(item)]),
  ],
});
const eslintFile: JsonShape = {
  keys: {
    ...plainKeys('filePath', 'errorCount', 'warningCount'),
    messages,
    suppressedMessages: messages,
  },
};
const eslintShape: JsonShape = {
  keys: { metadata: kindOnly, results: listOfShape(eslintFile) },
  items: eslintFile,
};

/**
 * ESLint `json` and `json-with-metadata`. `complexity.max` comes from the messages of the rule `complexity`, which only
 * speaks of functions above its limit: without such a message there is no number. With the limit 0 it speaks of all.
 */
export const eslint: JsonFormat = {
  format: 'eslint',
  hint: /"filePath"\s*:[\s\S]*"messages"\s*:/,
  shape: eslintShape,
  matches: value => {
    const list = filesOf(value);
    return (
      list !== undefined &&
      list.length > 0 &&
      list.every(it => {
        const file = asRecord(it);
        return (
          typeof file?.filePath === 'string' && Array.isArray(file.messages)
        );
      })
    );
  },
  read(value): ParsedReport {
    const counts = new FindingCounts();
    const functions = new WorstFunctions();
    const stated = { error: 0, warning: 0 };
    for (const file of records(filesOf(value) ?? [], 'The list of files')) {
      stated.error += asCount(file.errorCount) ?? 0;
      stated.warning += asCount(file.warningCount) ?? 0;
      const name = asString(file.filePath);
      for (const message of listOf(file, 'messages')) {
        const describe = () => describeMessage(message, name);
        counts.add(levelOf(message), describe);
        const found = complexityIn(message);
        if (found !== undefined) functions.add(found, describe);
      }
      for (const message of listOf(file, 'suppressedMessages')) {
        counts.addSuppressed(() => describeMessage(message, name));
      }
    }
    return {
      measurements: [...counts.measurements(), ...functions.measurements()],
      problems: contradictions(stated, counts),
      tool: 'ESLint',
    };
  },
};

function contradictions(
  stated: { error: number; warning: number },
  counts: FindingCounts,
): ParsedReport['problems'] {
  return (['error', 'warning'] as const)
    .filter(level => stated[level] !== counts.count(level))
    .map(level => ({
      code: 'contradictory',
      message: `The report's own total says ${
        stated[level]
      } ${level}s, but it lists ${counts.count(
        level,
      )}; the listed ones are used.`,
    }));
}

function complexityIn({ ruleId, message }: JsonRecord): number | undefined {
  if (ruleId !== 'complexity') return undefined;
  const found = complexity.exec(asString(message) ?? '');
  return found ? Number(found[1]) : undefined;
}

function filesOf(value: unknown): unknown[] | undefined {
  const root = asRecord(value);
  return (
    asArray(value) ??
    (asRecord(root?.metadata) ? asArray(root?.results) : undefined)
  );
}

function levelOf(message: JsonRecord) {
  if (message.severity === 2 || message.fatal === true) return 'error';
  if (message.severity === 1) return 'warning';
  throw new ReportError('malformed', 'A message has no severity 1 or 2.');
}

function describeMessage(message: JsonRecord, file: string | undefined) {
  return describeFinding({
    rule: asString(message.ruleId),
    text: asString(message.message),
    file,
    line: asCount(message.line),
  });
}
