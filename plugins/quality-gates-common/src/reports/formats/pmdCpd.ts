import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { TopItems } from '../support/TopItems';
import { countOf } from '../support/countOf';
import { noData } from '../support/noData';
import { parseCount } from '../support/numbers';
import { parseTimestamp } from '../support/dates';

/**
 * PMD CPD XML. It lists duplicated blocks and never how many lines there are in all, so a share of lines follows only
 * where nothing is duplicated and the report says that it examined files.
 */
class CpdHandler implements XmlHandler {
  readonly #blocks = new TopItems();
  #root: XmlAttributes = {};
  #block: { lines: number; places: string[] } | undefined;
  #examined = 0;

  open(name: string, attributes: XmlAttributes, path: readonly string[]) {
    if (path.length === 0) this.#root = attributes;
    else if (name === 'duplication') this.#start(attributes);
    else if (name === 'file' && this.#block) {
      if (this.#block.places.length < 3) {
        this.#block.places.push(`${attributes.path}:${attributes.line}`);
      }
    } else if (name === 'file') {
      this.#examined += parseCount(attributes.totalNumberOfTokens) ?? 0;
    }
  }

  close(name: string) {
    const block = this.#block;
    if (name !== 'duplication' || !block) return;
    this.#blocks.add(
      () => `${block.places.join(' and ')} (${block.lines} lines)`,
    );
    this.#block = undefined;
  }

  finish(): ParsedReport {
    const about = {
      tool: 'PMD CPD',
      toolVersion: this.#root.pmdVersion,
      generatedAt: parseTimestamp(this.#root.timestamp),
    };
    if (this.#blocks.count > 0) {
      return noData(
        'The report of CPD does not count the lines of all files, so the share of duplicated lines is not known; jscpd counts them.',
        {
          ...about,
          measurements: [countOf('duplication.blocks', this.#blocks)],
        },
      );
    }
    if (this.#examined === 0) {
      return noData('CPD does not say that it examined any file.', about);
    }
    return {
      measurements: [
        { id: 'duplication.lines', value: 0, unit: 'percent' },
        countOf('duplication.blocks', this.#blocks),
      ],
      problems: [],
      ...about,
    };
  }

  #start(attributes: XmlAttributes) {
    const lines = parseCount(attributes.lines);
    if (lines === undefined) {
      throw new ReportError('malformed', 'A duplication has no lines.');
    }
    this.#block = { lines, places: [] };
  }
}

export const pmdCpd: XmlFormat = {
  format: 'pmd-cpd',
  matches: root => root === 'pmd-cpd',
  create: () => new CpdHandler(),
};
