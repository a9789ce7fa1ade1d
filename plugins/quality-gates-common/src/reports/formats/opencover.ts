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
      count(this.#branches, visits(attributes) > 0);
    }
  }

  close(name: string) {
    if (name === 'Method' && this.#method.total > 0) {
      count(this.#functions, this.#method.covered > 0);
    }
  }

  finish(): ParsedReport {
    const report: ParsedReport = { measurements: [], problems: [] };
    const stated = (covered: string, total: string) =>
      reportedTotal({
        covered: parseCount(this.#summary[covered]),
        total: parseCount(this.#summary[total]),
      });
    addCoverage(report, 'lines', {
      covered: this.#lines.covered,
      total: this.#lines.total,
    });
    addCoverage(
      report,
      'statements',
      this.#statements,
      stated('visitedSequencePoints', 'numSequencePoints'),
    );
    const branches = stated('visitedBranchPoints', 'numBranchPoints');
    // OpenCover itself adds one branch for the entry of every method.
    const withEntries = {
      covered: this.#branches.covered + this.#functions.covered,
      total: this.#branches.total + this.#functions.total,
    };
    const entered =
      branches?.total === withEntries.total &&
      branches.covered === withEntries.covered;
    addCoverage(
      report,
      'branches',
      entered ? withEntries : this.#branches,
      branches,
    );
    addCoverage(
      report,
      'functions',
      this.#functions,
      stated('visitedMethods', 'numMethods'),
    );
    return orNoData(
      report,
      'The report lists no sequence point, so there is no coverage to judge.',
    );
  }

  #addPoint(attributes: XmlAttributes) {
    const hit = visits(attributes) > 0;
    count(this.#statements, hit);
    count(this.#method, hit);
    const line = parseCount(attributes.sl);
    const file = attributes.fileid ?? this.#methodFile;
    if (line === hiddenLine) return;
    if (
      line === undefined ||
      !this.#lines.add(this.#names.get(file) || `#${file}`, line, hit)
    ) {
      throw new ReportError(
        'malformed',
        `A sequence point has line "${
          attributes.sl ?? ''
        }", which cannot be read.`,
      );
    }
  }
}

function visits(attributes: XmlAttributes): number {
  const value = parseCount(attributes.vc);
  if (value === undefined) {
    throw new ReportError(
      'malformed',
      `A point has visit count "${attributes.vc ?? ''}", which is no number.`,
    );
  }
  return value;
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
