import type { JsonFormat } from '../support/readJson';
import {
  all,
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeFinding,
  FindingCounts,
  type FindingLevel,
} from '../support/FindingCounts';
import { asArray, asCount, asRecord, asString } from '../support/json';
import { listOf } from '../support/lists';
import { parseTimestamp } from '../support/dates';
import { severityNamed } from '../support/severity';

const levels: Record<string, FindingLevel> = { HIGH: 'error', LOW: 'note' };

const banditShape: JsonShape = {
  keys: {
    generated_at: all,
    metrics: { keys: { _totals: kindOnly } },
    errors: listOfShape({ keys: plainKeys('filename') }),
    results: listOfShape({
      keys: plainKeys(
        'issue_severity',
        'test_id',
        'test_name',
        'issue_text',
        'filename',
        'line_number',
      ),
      same: [
        ({ issue_severity: severity }) =>
          typeof severity === 'string' ? `bandit ${severity}` : undefined,
      ],
    }),
  },
};

/**
 * Bandit JSON: HIGH is an error, MEDIUM a warning, LOW a note, as Bandit's own SARIF says. Its metrics are not held
 * against the results, because they also count what the `-l` and `-i` options leave out.
 */
export const bandit: JsonFormat = {
  format: 'bandit',
  hint: /"(SEVERITY|CONFIDENCE)\.(HIGH|LOW|MEDIUM|UNDEFINED)"|"test_id"\s*:\s*"B\d/,
  shape: banditShape,
  matches: value => {
    const root = asRecord(value);
    const results = asArray(root?.results);
    if (!root || !results) return false;
    return (
      asRecord(asRecord(root.metrics)?._totals) !== undefined ||
      (results.length > 0 &&
        results.every(it => typeof asRecord(it)?.issue_severity === 'string'))
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const counts = new FindingCounts();
    for (const found of listOf(root, 'results')) {
      const severity = asString(found.issue_severity)?.toUpperCase() ?? '';
      counts.add(
        levels[severity] ?? 'warning',
        () =>
          describeFinding({
            rule: asString(found.test_id) ?? asString(found.test_name),
            text: asString(found.issue_text),
            file: asString(found.filename),
            line: asCount(found.line_number),
          }),
        severityNamed(severity),
      );
    }
    const errors = listOf(root, 'errors');
    return {
      measurements: counts.measurements(),
      problems:
        errors.length > 0
          ? [
              {
                code: 'invalid-value',
                message: `Bandit could not examine ${
                  errors.length
                } files, the first of them ${
                  asString(errors[0].filename) ?? 'without name'
                }.`,
              },
            ]
          : [],
      tool: 'Bandit',
      generatedAt: parseTimestamp(asString(root.generated_at)),
    };
  },
};
