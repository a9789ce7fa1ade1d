import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { WorstFunctions } from '../support/WorstFunctions';
import { orNoData } from '../support/noData';

const rule = /complexity/i;
const stated = /\bcomplexity(?: is| of|:)? (\d{1,9})\b/i;

/**
 * Checkstyle XML, which many linters write: `complexity.max` from the messages of a rule about complexity. They only speak
 * of functions above the rule's limit, so without such a message there is no number.
 */
class CheckstyleHandler implements XmlHandler {
  readonly #functions = new WorstFunctions();
  #file = '';

  open(name: string, attributes: XmlAttributes) {
    if (name === 'file') this.#file = attributes.name ?? '';
    else if (name === 'error') this.#add(attributes);
  }

  finish(): ParsedReport {
    return orNoData(
      { measurements: this.#functions.measurements(), problems: [] },
      'The report names no function whose complexity is too high, which does not say how high it is.',
    );
  }

  #add({ source = '', message = '', line }: XmlAttributes) {
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
