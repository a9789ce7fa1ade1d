import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import { FindingCounts } from '../support/FindingCounts';
import { plainKeys } from '../support/jsonShape';
import { asArray, asCount, asRecord, asString } from '../support/json';
import type { JsonRecord } from '../support/json';
import { records } from '../support/lists';
import { LighthouseScores } from './LighthouseScores';

/**
 * `assertion-results.json` of Lighthouse CI: a failed assertion of level `error` is an error, one of level `warn` a warning.
 * Assertions about a category also tell the score that Lighthouse CI judged by.
 */
export const lighthouseAssertions: JsonFormat = {
  format: 'lighthouse-assertions',
  hint: /"(auditId|auditProperty)"\s*:/,
  shape: {
    items: {
      keys: plainKeys(
        'name',
        'auditId',
        'auditProperty',
        'actual',
        'expected',
        'operator',
        'level',
        'passed',
        'url',
      ),
    },
  },
  matches: value => {
    const list = asArray(value);
    return list !== undefined && list.length > 0 && list.every(isAssertion);
  },
  read(value): ParsedReport {
    const counts = new FindingCounts();
    const scores = new LighthouseScores();
    for (const found of records(asArray(value) ?? [], 'The list')) {
      if (found.passed === false) {
        counts.add(found.level === 'warn' ? 'warning' : 'error', () =>
          describe(found),
        );
      }
      const category = categoryOf(found);
      if (category) {
        scores.add({
          url: found.url,
          categories: { [category]: { score: found.actual } },
        });
      }
    }
    return {
      measurements: [...counts.measurements(), ...scores.measurements()],
      problems: scores.problems(),
      tool: 'Lighthouse CI',
    };
  },
};

function isAssertion(value: unknown): boolean {
  const found = asRecord(value);
  return (
    typeof found?.auditId === 'string' &&
    typeof found.passed === 'boolean' &&
    typeof found.name === 'string'
  );
}

/** `minScore` of `categories:performance`. */
function categoryOf(found: JsonRecord): string | undefined {
  return found.auditId === 'categories' && found.name === 'minScore'
    ? asString(found.auditProperty)
    : undefined;
}

function describe(found: JsonRecord): string {
  const what = [found.auditId, found.auditProperty].map(asString);
  return `${what.filter(Boolean).join(' ')}: ${asString(found.name) ?? ''} is ${
    asCount(found.actual) ?? 'not known'
  }, expected ${asString(found.operator) ?? ''} ${
    asCount(found.expected) ?? 'something else'
  } (${asString(found.url) ?? 'no page'})`;
}
