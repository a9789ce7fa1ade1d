import { createMatcherSets } from './series-selection';
import { Matcher, parseDuration, PromqlError } from '../promql';

/** An optional sign, digits, `T`, time and zone. */
const rfc3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[-+]\d{2}:\d{2})$/;
const float = /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i;

function invalid(name: string, message: string): PromqlError {
  return new PromqlError(
    'bad_data',
    `invalid parameter ${JSON.stringify(name)}: ${message}`,
  );
}

/** The parameters of one API call, from the query string and a posted form together. */
export class QueryParameters {
  constructor(private readonly values: URLSearchParams) {}

  query(): string {
    return this.values.get('query') ?? '';
  }

  /** Unix milliseconds, from Unix seconds or RFC 3339. */
  time(name: string, fallback?: number): number {
    const text = this.values.get(name) ?? '';
    if (text === '' && fallback !== undefined) return fallback;
    if (float.test(text)) return Math.round(Number(text) * 1000);
    const parsed = rfc3339.test(text) ? Date.parse(text) : NaN;
    if (Number.isNaN(parsed)) {
      throw invalid(
        name,
        `cannot parse ${JSON.stringify(text)} to a valid timestamp`,
      );
    }
    return parsed;
  }

  range(): { start: number; end: number; step: number } {
    const start = this.time('start');
    const end = this.time('end');
    if (end < start) {
      throw invalid('end', 'end timestamp must not be before start time');
    }
    const step = this.duration('step');
    if (step <= 0) {
      throw invalid(
        'step',
        'zero or negative query resolution step widths are not accepted. Try a positive integer',
      );
    }
    return { start, end, step };
  }

  limit(): number {
    const text = this.values.get('limit') ?? '';
    if (text === '') return Infinity;
    if (!/^\d+$/.test(text)) throw invalid('limit', 'limit must be a number');
    return Number(text);
  }

  /** The selectors of `match[]`; a series has to fit one of them. */
  matcherSets(): Matcher[][] {
    return createMatcherSets(this.values.getAll('match[]'));
  }

  private duration(name: string): number {
    const text = this.values.get(name) ?? '';
    if (float.test(text)) return Math.round(Number(text) * 1000);
    const parsed = parseDuration(text);
    if (parsed === undefined) {
      throw invalid(
        name,
        `cannot parse ${JSON.stringify(text)} to a valid duration`,
      );
    }
    return parsed;
  }
}
