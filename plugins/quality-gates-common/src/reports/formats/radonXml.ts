import type { XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { WorstFunctions } from '../support/WorstFunctions';
import { parseCount } from '../support/numbers';
import { orNoData } from '../support/noData';

const longestText = 200;

/** `radon cc --xml` (the format of CCM). */
class RadonHandler implements XmlHandler {
  readonly #functions = new WorstFunctions();
  #metric: Record<string, string> = {};
  #text = '';

  open(name: string) {
    this.#text = '';
    if (name === 'metric') this.#metric = {};
  }

  text(text: string) {
    if (this.#text.length < longestText) this.#text += text;
  }

  close(name: string, path: readonly string[]) {
    if (path.at(-1) === 'metric') this.#metric[name] = this.#text.trim();
    else if (name === 'metric') this.#add(this.#metric);
    this.#text = '';
  }

  finish(): ParsedReport {
    return orNoData(
      {
        measurements: this.#functions.measurements(),
        problems: [],
        tool: 'radon',
      },
      'The report lists no function.',
    );
  }

  #add({ complexity, unit, file }: Record<string, string>) {
    const value = parseCount(complexity);
    if (value === undefined) {
      throw new ReportError('malformed', 'A function has no complexity.');
    }
    this.#functions.add(
      value,
      () => `${unit ?? 'a function'} (${file ?? '?'})`,
    );
  }
}

export const radonXml: XmlFormat = {
  format: 'radon',
  matches: root => root === 'ccm',
  create: () => new RadonHandler(),
};
