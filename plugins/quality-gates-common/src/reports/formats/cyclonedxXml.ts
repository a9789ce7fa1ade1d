import type { XmlAttributes, XmlFormat, XmlHandler } from '../support/readXml';
import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import { parseNumber } from '../support/numbers';
import { parseTimestamp } from '../support/dates';
import { worstSeverity } from '../support/severity';
import { harmlessStates, ratingSeverity } from './cyclonedx';
import { sbomSentence } from './sbom';

/** What is collected of one vulnerability. */
interface Vulnerability {
  id?: string;
  state?: string;
  ref?: string;
  ratings: { severity?: string; score?: string; method?: string }[];
}

const longestText = 500;

/** CycloneDX XML: `vulnerabilities` of 1.4 and later, and the vulnerability extension of earlier versions. */
class CycloneDxHandler implements XmlHandler {
  readonly #counts = new SeverityCounts();
  #found: Vulnerability | undefined;
  #text = '';
  #listed = 0;
  #generatedAt: string | undefined;

  open(name: string, attributes: XmlAttributes, path: readonly string[]) {
    this.#text = '';
    if (name === 'vulnerability' && path.at(-1) === 'vulnerabilities') {
      this.#listed += 1;
      this.#found = { ratings: [], ref: attributes.ref };
    } else if (name === 'rating') this.#found?.ratings.push({});
  }

  text(text: string) {
    if (this.#text.length < longestText) this.#text += text;
  }

  close(name: string, path: readonly string[]) {
    const text = this.#text.trim().slice(0, longestText);
    this.#text = '';
    const parent = path.at(-1);
    if (name === 'timestamp' && parent === 'metadata') {
      this.#generatedAt = parseTimestamp(text);
    }
    const found = this.#found;
    if (!found) return;
    if (name === 'vulnerability') {
      this.#add(found);
      this.#found = undefined;
    } else this.#fill(found, `${parent}/${name}`, text);
  }

  finish(): ParsedReport {
    const generatedAt = this.#generatedAt;
    return this.#listed === 0
      ? {
          measurements: [],
          problems: [{ code: 'invalid-value', message: sbomSentence }],
          generatedAt,
        }
      : {
          measurements: this.#counts.measurements({ graded: false }),
          problems: [],
          generatedAt,
        };
  }

  #fill(found: Vulnerability, place: string, text: string) {
    if (place === 'vulnerability/id') found.id = text;
    else if (place === 'analysis/state') found.state = text;
    else if (place === 'target/ref') found.ref ??= text;
    else this.#rate(found, place, text);
  }

  #rate(found: Vulnerability, place: string, text: string) {
    const rating = found.ratings.at(-1);
    if (!rating) return;
    if (place === 'rating/severity') rating.severity = text;
    else if (place === 'rating/method') rating.method = text;
    // The extension wraps the number in <score><base>.
    else if (place === 'rating/score') rating.score ??= text;
    else if (place === 'score/base') rating.score = text;
  }

  #add({ id, state, ref, ratings }: Vulnerability) {
    const describe = () => describeVulnerability({ id, name: ref });
    if (state && harmlessStates.includes(state)) {
      this.#counts.addSuppressed(describe);
      return;
    }
    this.#counts.add(
      worstSeverity(
        ratings.map(it =>
          ratingSeverity(it.severity, parseNumber(it.score), it.method),
        ),
      ),
      describe,
    );
  }
}

export const cyclonedxXml: XmlFormat = {
  format: 'cyclonedx',
  matches: (root, attributes) =>
    root === 'bom' &&
    Object.values(attributes).some(it => it.includes('cyclonedx.org')),
  create: () => new CycloneDxHandler(),
};
