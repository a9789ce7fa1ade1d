import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import {
  addCoverageOrTotal,
  reportedTotal,
  type CoverageKind,
  type Ratio,
} from '../support/coverage';
import { parseCount } from '../support/numbers';
import { parseTimestamp } from '../support/dates';

const kinds: Record<string, CoverageKind> = {
  LINE: 'lines',
  BRANCH: 'branches',
  METHOD: 'functions',
};

/**
 * JaCoCo XML: the counters of the packages are added up and held against the report's own; without both, those of the
 * source files count.
 */
class JacocoHandler implements XmlHandler {
  readonly #own = new Map<CoverageKind, Ratio>();
  readonly #packages = new Map<CoverageKind, Ratio>();
  readonly #sources = new Map<CoverageKind, Ratio>();
  #generatedAt: string | undefined;

  open(name: string, attributes: XmlAttributes, path: readonly string[]) {
    if (name === 'sessioninfo') {
      this.#generatedAt = parseTimestamp(attributes.dump) ?? this.#generatedAt;
    }
    if (name === 'counter') this.#addCounter(attributes, path.at(-1));
  }

  #addCounter(attributes: XmlAttributes, parent: string | undefined) {
    const kind = kinds[attributes.type ?? ''];
    const into = this.#totalsOf(parent);
    if (!kind || !into) return;
    const missed = parseCount(attributes.missed);
    const covered = parseCount(attributes.covered);
    if (missed === undefined || covered === undefined) {
      throw new ReportError(
        'malformed',
        `A ${attributes.type} counter holds no numbers.`,
      );
    }
    const before = into.get(kind) ?? { covered: 0, total: 0 };
    into.set(kind, {
      covered: before.covered + covered,
      total: before.total + covered + missed,
    });
  }

  #totalsOf(parent: string | undefined) {
    if (parent === 'report') return this.#own;
    if (parent === 'package') return this.#packages;
    return parent === 'sourcefile' ? this.#sources : undefined;
  }

  finish(): ParsedReport {
    const report: ParsedReport = {
      measurements: [],
      problems: [],
      tool: 'JaCoCo',
      generatedAt: this.#generatedAt,
    };
    for (const kind of Object.values(kinds)) {
      const own = this.#own.get(kind);
      const counted =
        this.#packages.get(kind) ?? own ?? this.#sources.get(kind);
      if (counted) {
        addCoverageOrTotal(report, kind, counted, own && reportedTotal(own));
      }
    }
    if (report.measurements.length === 0) {
      report.problems.push({
        code: 'no-data',
        message:
          'The report counts no line of code, so there is no coverage to judge.',
      });
    }
    return report;
  }
}

export const jacoco: XmlFormat = {
  format: 'jacoco',
  // PMD and others also have a root <report>; JaCoCo's always has a name and no namespace.
  matches: (root, attributes) =>
    root === 'report' && 'name' in attributes && !('xmlns' in attributes),
  create: () => new JacocoHandler(),
};
