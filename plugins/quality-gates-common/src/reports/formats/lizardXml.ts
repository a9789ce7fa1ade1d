import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { WorstFunctions } from '../support/WorstFunctions';
import { parseCount } from '../support/numbers';
import { orNoData } from '../support/noData';

const longestText = 200;

/** `lizard --xml` (the format of cppncss): the column CCN of the functions. */
class LizardHandler implements XmlHandler {
  readonly #functions = new WorstFunctions();
  #measure = '';
  #labels: string[] = [];
  #item: { name: string; values: string[] } | undefined;
  #text = '';

  open(name: string, attributes: XmlAttributes) {
    this.#text = '';
    if (name === 'measure') {
      this.#measure = attributes.type ?? '';
      this.#labels = [];
    } else if (name === 'item') {
      this.#item = { name: attributes.name ?? '', values: [] };
    }
  }

  text(text: string) {
    if (this.#text.length < longestText) this.#text += text;
  }

  close(name: string) {
    const text = this.#text.trim();
    this.#text = '';
    if (name === 'label') this.#labels.push(text);
    else if (name === 'value') this.#item?.values.push(text);
    else if (name === 'item' && this.#item) {
      if (this.#measure === 'Function') this.#add(this.#item);
      this.#item = undefined;
    }
  }

  finish(): ParsedReport {
    return orNoData(
      {
        measurements: this.#functions.measurements(),
        problems: [],
        tool: 'lizard',
      },
      'The report lists no function.',
    );
  }

  #add({ name, values }: { name: string; values: string[] }) {
    const complexity = parseCount(values[this.#labels.indexOf('CCN')]);
    if (complexity === undefined) {
      throw new ReportError('malformed', 'A function has no number CCN.');
    }
    this.#functions.add(complexity, () => name);
  }
}

export const lizardXml: XmlFormat = {
  format: 'lizard',
  matches: root => root === 'cppncss',
  create: () => new LizardHandler(),
};
