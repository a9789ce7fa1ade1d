import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeFinding,
  FindingCounts,
  type FindingLevel,
} from '../support/FindingCounts';
import { WorstFunctions } from '../support/WorstFunctions';
import { noData } from '../support/noData';
import { parseCount } from '../support/numbers';

const rule = /complexity/i;
const stated = /\bcomplexity(?: is| of|:)? (\d{1,9})\b/i;

const levels: Record<string, FindingLevel> = {
  error: 'error',
  info: 'note',
  ignore: 'note',
};

/**
 * Checkstyle XML, which many linters write: its findings, and `complexity.max` from the messages of a rule about complexity.
 * They only speak of functions above the rule's limit, so without such a message there is no such number.
 */
class CheckstyleHandler implements XmlHandler {
  readonly #findings = new FindingCounts();
  readonly #functions = new WorstFunctions();
  #file = '';

  open(name: string, attributes: XmlAttributes) {
    if (name === 'file') this.#file = attributes.name ?? '';
    else if (name === 'error') this.#add(attributes);
  }

  finish(): ParsedReport {
    const findings = this.#findings.measurements();
    const complexity = this.#functions.measurements();
    return complexity.length > 0
      ? { measurements: [...findings, ...complexity], problems: [] }
      : noData(
          'The report names no function whose complexity is too high, which does not say how high it is.',
          { measurements: findings },
        );
  }

  #add({ source = '', message = '', line, severity = '' }: XmlAttributes) {
    this.#findings.add(levels[severity.toLowerCase()] ?? 'warning', () =>
      describeFinding({
        rule: source.split('.').at(-1),
        text: message,
        file: this.#file,
        line: parseCount(line),
      }),
    );
    const found = rule.test(source) ? stated.exec(message) : null;
    if (!found) return;
    this.#functions.add(
      Number(found[1]),
      () => `${message.slice(0, 120)} (${this.#file}:${line ?? '?'})`,
    );
  }
}

export const checkstyle: XmlFormat = {
  format: 'checkstyle',
  matches: root => root === 'checkstyle',
  create: () => new CheckstyleHandler(),
};
