import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { LineTable } from '../support/LineTable';
import { addCoverage, reportedTotal } from '../support/coverage';
import { parseCount, parseNumber } from '../support/numbers';
import { parseTimestamp } from '../support/dates';

const condition = /\(\s*(\d+)\s*\/\s*(\d+)\s*\)/;

/**
 * Cobertura XML, as coverage.py, gcovr, coverlet, istanbul and many others write it.
 *
 * Lines are counted once per file and number. `class/lines` repeats what `methods` lists, so methods only count for
 * classes that list nothing themselves (xccov).
 */
class CoberturaHandler implements XmlHandler {
  readonly #lines = new LineTable();
  readonly #branches = { covered: 0, total: 0 };
  #root: XmlAttributes = {};
  #file = '';
  #classListsLines = false;
  #methodLines: XmlAttributes[] = [];

  open(name: string, attributes: XmlAttributes, path: readonly string[]) {
    if (path.length === 0) {
      this.#root = attributes;
    } else if (name === 'class') {
      this.#file = attributes.filename || attributes.name || '';
      this.#classListsLines = false;
      this.#methodLines = [];
    } else if (name === 'line' && path.at(-1) === 'lines') {
      if (path.at(-2) === 'class') {
        this.#classListsLines = true;
        this.#methodLines = [];
        this.#addLine(attributes);
      } else if (path.at(-2) === 'method' && !this.#classListsLines) {
        this.#methodLines.push(attributes);
      }
    }
  }

  close(name: string) {
    if (name !== 'class') return;
    for (const line of this.#methodLines) this.#addLine(line);
    this.#methodLines = [];
  }

  finish(): ParsedReport {
    const root = this.#root;
    const report: ParsedReport = {
      measurements: [],
      problems: [],
      generatedAt: parseTimestamp(root.timestamp),
    };
    const lines = { covered: this.#lines.covered, total: this.#lines.total };
    const reportedLines = reportedTotal({
      covered: parseCount(root['lines-covered']),
      total: parseCount(root['lines-valid']),
      percent: rate(root['line-rate']),
    });
    if (lines.total === 0) {
      report.problems.push({
        code: 'no-data',
        message:
          reportedLines?.total === undefined
            ? 'The report lists no line of code, so there is no coverage to judge.'
            : `The report claims ${reportedLines.covered} of ${reportedLines.total} lines but lists none, so there is no coverage to judge.`,
      });
      return report;
    }
    addCoverage(report, 'lines', lines, reportedLines);
    this.#addBranches(report);
    return report;
  }

  #addBranches(report: ParsedReport) {
    const total = parseCount(this.#root['branches-valid']);
    const covered = parseCount(this.#root['branches-covered']);
    const reported =
      total === undefined || covered === undefined
        ? undefined
        : reportedTotal({ covered, total });
    if (this.#branches.total > 0) {
      addCoverage(report, 'branches', this.#branches, reported);
    } else if (
      reported?.covered !== undefined &&
      reported.total !== undefined
    ) {
      // Some writers (istanbul 0.x) give branches as a total only: there is nothing to hold against it.
      addCoverage(report, 'branches', {
        covered: reported.covered,
        total: reported.total,
      });
    }
  }

  #addLine(attributes: XmlAttributes) {
    const number = parseCount(attributes.number);
    const hits = parseCount(attributes.hits);
    if (
      number === undefined ||
      hits === undefined ||
      !this.#lines.add(this.#file, number, hits > 0)
    ) {
      throw new ReportError(
        'malformed',
        `A line of ${this.#file || 'a class without name'} has number "${
          attributes.number ?? ''
        }" and hits "${attributes.hits ?? ''}", which cannot be read.`,
      );
    }
    const match = condition.exec(attributes['condition-coverage'] ?? '');
    if (match && Number(match[1]) <= Number(match[2])) {
      this.#branches.covered += Number(match[1]);
      this.#branches.total += Number(match[2]);
    }
  }
}

function rate(text: string | undefined): number | undefined {
  const value = parseNumber(text);
  return value !== undefined && value >= 0 && value <= 1
    ? value * 100
    : undefined;
}

export const cobertura: XmlFormat = {
  format: 'cobertura',
  matches: (root, attributes) =>
    root === 'coverage' &&
    ('line-rate' in attributes ||
      'lines-valid' in attributes ||
      'branch-rate' in attributes),
  create: () => new CoberturaHandler(),
};
