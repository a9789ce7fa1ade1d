import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { LineTable } from '../support/LineTable';
import {
  addCoverage,
  addCoverageOrTotal,
  reportedTotal,
  type CoverageKind,
  type Ratio,
} from '../support/coverage';
import { parseCount } from '../support/numbers';
import { parseTimestamp } from '../support/dates';
import { orNoData } from '../support/noData';

const metrics: Record<string, CoverageKind> = {
  statements: 'statements',
  conditionals: 'branches',
  methods: 'functions',
};

type Metrics = Partial<Record<CoverageKind, Ratio>>;

/**
 * Clover XML of OpenClover, PHPUnit and istanbul. Lines are the distinct lines that hold a statement or a condition; the
 * rest comes from the metrics of the files, because the writers disagree on what a condition's two counts mean.
 * `testproject` holds the tests themselves and is left out.
 */
class CloverHandler implements XmlHandler {
  readonly #lines = new LineTable();
  readonly #files: Metrics = {};
  #project: Metrics = {};
  #file = '';
  #generatedAt: string | undefined;
  #phpunit = false;

  open(name: string, attributes: XmlAttributes, path: readonly string[]) {
    if (path.length === 0) {
      this.#generatedAt = parseTimestamp(attributes.generated);
      // All others name the version of Clover whose format they write.
      this.#phpunit = !('clover' in attributes);
    }
    if (path.includes('testproject')) return;
    if (name === 'file') {
      this.#file = attributes.path || attributes.name || '';
    } else if (name === 'metrics') {
      this.#addMetrics(attributes, path.at(-1));
    } else if (name === 'line' && path.includes('file')) {
      this.#addLine(attributes);
    }
  }

  finish(): ParsedReport {
    const report: ParsedReport = {
      measurements: [],
      problems: [],
      generatedAt: this.#generatedAt,
    };
    const lines = { covered: this.#lines.covered, total: this.#lines.total };
    const { statements } = this.#files;
    // istanbul and PHPUnit call lines statements; only then does their total say something about lines. PHPUnit lists a
    // method of one line as a method alone, but counts its statement.
    const same =
      this.#phpunit ||
      (statements?.total === lines.total &&
        statements.covered === lines.covered);
    const total = same ? this.#project.statements : undefined;
    addCoverage(report, 'lines', lines, total && reportedTotal(total));
    for (const kind of Object.values(metrics)) {
      const own = this.#project[kind];
      const counted = this.#files[kind] ?? own;
      if (counted) {
        addCoverageOrTotal(report, kind, counted, own && reportedTotal(own));
      }
    }
    return orNoData(
      report,
      'The report counts no statement, so there is no coverage to judge.',
    );
  }

  #addMetrics(attributes: XmlAttributes, parent: string | undefined) {
    if (parent === 'file') addUp(this.#files, ratios(attributes));
    else if (parent === 'project') this.#project = ratios(attributes);
  }

  #addLine(attributes: XmlAttributes) {
    const { type, num, count } = attributes;
    if (type !== 'stmt' && type !== 'cond') return;
    const line = parseCount(num);
    const hits = hitsOf(attributes);
    if (
      line === undefined ||
      hits === undefined ||
      !this.#lines.add(this.#file, line, hits > 0)
    ) {
      throw new ReportError(
        'malformed',
        `A line of ${this.#file || 'a file without name'} has number "${
          num ?? ''
        }" and count "${count ?? ''}", which cannot be read.`,
      );
    }
  }
}

function hitsOf({ type, count, truecount, falsecount }: XmlAttributes) {
  return type === 'cond' && count === undefined
    ? sum(parseCount(truecount), parseCount(falsecount))
    : parseCount(count);
}

function sum(left: number | undefined, right: number | undefined) {
  return left === undefined || right === undefined ? undefined : left + right;
}

function ratios(attributes: XmlAttributes): Metrics {
  const found: Metrics = {};
  for (const [name, kind] of Object.entries(metrics)) {
    if (attributes[name] === undefined) continue;
    const total = parseCount(attributes[name]);
    const covered = parseCount(attributes[`covered${name}`]);
    if (total === undefined || covered === undefined || covered > total) {
      throw new ReportError(
        'malformed',
        `The metrics hold no count of covered and all ${name}.`,
      );
    }
    found[kind] = { covered, total };
  }
  return found;
}

function addUp(all: Metrics, more: Metrics) {
  for (const kind of Object.values(metrics)) {
    const part = more[kind];
    if (!part) continue;
    const before = all[kind] ?? { covered: 0, total: 0 };
    all[kind] = {
      covered: before.covered + part.covered,
      total: before.total + part.total,
    };
  }
}

export const clover: XmlFormat = {
  format: 'clover',
  matches: (root, attributes) =>
    root === 'coverage' &&
    !('line-rate' in attributes) &&
    ('clover' in attributes || 'generated' in attributes),
  create: () => new CloverHandler(),
};
