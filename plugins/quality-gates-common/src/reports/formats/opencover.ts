import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { LineTable } from '../support/LineTable';
import { addCoverage, reportedTotal, type Ratio } from '../support/coverage';
import { parseCount } from '../support/numbers';
import { orNoData } from '../support/noData';

/** The compiler marks code without a place in the source with this line. */
const hiddenLine = 0xfeefee;

/**
 * OpenCover XML (OpenCover, coverlet, AltCover). Statements are the sequence points, lines the distinct lines they begin
 * on; a method with at least one point counts as a function.
 */
class OpenCoverHandler implements XmlHandler {
  readonly #lines = new LineTable();
  readonly #statements: Ratio = { covered: 0, total: 0 };
  readonly #branches: Ratio = { covered: 0, total: 0 };
  readonly #functions: Ratio = { covered: 0, total: 0 };
  readonly #names = new Map<string, string>();
  #summary: XmlAttributes = {};
  #method: Ratio = { covered: 0, total: 0 };
  #methodFile = '';
  /** Points without visit count or line; with one of them what is listed is not all. */
  #unreadable = 0;

  open(name: string, attributes: XmlAttributes, path: readonly string[]) {
    if (name === 'Summary' && path.length === 1) this.#summary = attributes;
    else if (name === 'Module') this.#names.clear();
    else if (name === 'File') {
      this.#names.set(attributes.uid ?? '', attributes.fullPath ?? '');
    } else if (name === 'Method') {
      this.#method = { covered: 0, total: 0 };
      this.#methodFile = '';
    } else this.#inMethod(name, attributes);
  }

  #inMethod(name: string, attributes: XmlAttributes) {
    if (name === 'FileRef') this.#methodFile = attributes.uid ?? '';
    else if (name === 'SequencePoint') this.#addPoint(attributes);
    else if (name === 'BranchPoint') {
      const times = parseCount(attributes.vc);
      if (times === undefined) this.#unreadable += 1;
      else count(this.#branches, times > 0);
    }
  }

  close(name: string) {
    if (name === 'Method' && this.#method.total > 0) {
      count(this.#functions, this.#method.covered > 0);
    }
  }

  finish(): ParsedReport {
    const report: ParsedReport = { measurements: [], problems: [] };
    const nothing = this.#statements.total === 0 || this.#unreadable > 0;
    if (nothing && this.#addSummary(report)) return report;
    if (this.#unreadable > 0) {
      throw new ReportError(
        'malformed',
        `${this.#unreadable} points have no visit count or no line.`,
      );
    }
    addCoverage(report, 'lines', {
      covered: this.#lines.covered,
      total: this.#lines.total,
    });
    addCoverage(
      report,
      'statements',
      this.#statements,
      this.#stated('SequencePoints'),
    );
    this.#addBranches(report);
    addCoverage(report, 'functions', this.#functions, this.#stated('Methods'));
    return orNoData(
      report,
      'The report lists no sequence point, so there is no coverage to judge.',
    );
  }

  #stated(points: string) {
    return reportedTotal({
      covered: parseCount(this.#summary[`visited${points}`]),
      total: parseCount(this.#summary[`num${points}`]),
    });
  }

  /** False when the report has no total of its own. */
  #addSummary(report: ParsedReport): boolean {
    const totals = [
      ['statements', this.#stated('SequencePoints')],
      ['branches', this.#stated('BranchPoints')],
      ['functions', this.#stated('Methods')],
    ] as const;
    for (const [kind, stated] of totals) {
      const { covered, total } = stated ?? {};
      if (covered !== undefined && total !== undefined) {
        addCoverage(report, kind, { covered, total });
      }
    }
    if (report.measurements.length === 0) return false;
    report.problems.push({
      code: 'invalid-value',
      message:
        'The points of the report cannot be counted; its own totals are used, and they know no lines.',
    });
    return true;
  }

  #addBranches(report: ParsedReport) {
    const stated = this.#stated('BranchPoints');
    // OpenCover itself adds one branch for the entry of every method.
    const withEntries = {
      covered: this.#branches.covered + this.#functions.covered,
      total: this.#branches.total + this.#functions.total,
    };
    const entered =
      stated?.total === withEntries.total &&
      stated.covered === withEntries.covered;
    addCoverage(
      report,
      'branches',
      entered ? withEntries : this.#branches,
      stated,
    );
  }

  #addPoint(attributes: XmlAttributes) {
    const times = parseCount(attributes.vc);
    const line = parseCount(attributes.sl);
    if (times === undefined || line === undefined) {
      this.#unreadable += 1;
      return;
    }
    count(this.#statements, times > 0);
    count(this.#method, times > 0);
    if (line === hiddenLine) return;
    const file = attributes.fileid ?? this.#methodFile;
    const name = this.#names.get(file) || `#${file}`;
    if (!this.#lines.add(name, line, times > 0)) this.#unreadable += 1;
  }
}

function count(ratio: Ratio, hit: boolean) {
  ratio.total += 1;
  if (hit) ratio.covered += 1;
}

export const opencover: XmlFormat = {
  format: 'opencover',
  matches: root => root === 'CoverageSession',
  create: () => new OpenCoverHandler(),
};
