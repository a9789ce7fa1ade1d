import type { ParsedReport } from '../support/ParsedReport';
import { HitTable } from '../support/HitTable';
import { LineTable } from '../support/LineTable';
import { ReportError } from '../support/ReportError';
import { addCoverage, reportedTotal, type Ratio } from '../support/coverage';
import { parseCount } from '../support/numbers';
import { ownText } from '../support/ownText';

/** Record keys that must carry a count, and what they are totals of. */
const totals: Record<string, [keyof Totals, keyof Ratio]> = {
  LF: ['lines', 'total'],
  LH: ['lines', 'covered'],
  BRF: ['branches', 'total'],
  BRH: ['branches', 'covered'],
  FNF: ['functions', 'total'],
  FNH: ['functions', 'covered'],
};

interface Totals {
  lines: Ratio;
  branches: Ratio;
  functions: Ratio;
}

/**
 * LCOV trace files (geninfo 1.x and 2.x, istanbul, coverage.py, Rust, Dart). Everything is recomputed from the `DA`,
 * `BRDA` and `FNDA`/`FNA` records, once per file, line, branch or function, over all test names.
 * https://github.com/linux-test-project/lcov/blob/master/man/geninfo.1
 */
export class LcovReader {
  readonly #lines = new LineTable();
  readonly #branches = new HitTable();
  readonly #functions = new HitTable();
  /** By the index of LCOV 2, under which a function has several names. */
  readonly #places = new HitTable();
  readonly #reported: Totals = {
    lines: { covered: 0, total: 0 },
    branches: { covered: 0, total: 0 },
    functions: { covered: 0, total: 0 },
  };
  #file: string | undefined;
  readonly #seen = new Set<string>();
  /** How often a function name was listed in this record: names such as `constructor` repeat within a file. */
  readonly #occurrences = new Map<string, number>();
  #repeated = false;
  #number = 0;
  /** Records that ended, and records that the next one ended: some writers know no `end_of_record`. */
  #ended = 0;
  #unended = 0;
  /** Lines after a record that belong to none, such as the `EOF` of a script. */
  #strange = 0;

  line(text: string) {
    this.#number += 1;
    const line = text.trim();
    if (line === '' || line.startsWith('#')) return;
    if (line === 'end_of_record') {
      this.#end();
      return;
    }
    const colon = line.indexOf(':');
    const key = colon > 0 ? line.slice(0, colon) : '';
    if (/^[A-Z]+$/.test(key)) this.#record(key, line.slice(colon + 1));
    else if (this.#file === undefined && this.#ended > 0) this.#strange += 1;
    else throw this.#broken('is not an LCOV record');
  }

  finish(): ParsedReport {
    if (this.#file !== undefined && this.#unended === 0) {
      throw new ReportError(
        'malformed',
        `The file ends inside the record of ${this.#file}: it was cut off.`,
      );
    }
    const report: ParsedReport = {
      measurements: [],
      problems: this.#remarks(),
    };
    this.#add(report, 'lines', this.#lines);
    this.#add(report, 'functions', this.#functions);
    this.#add(report, 'branches', this.#branches);
    if (report.measurements.length === 0) {
      report.problems.push({
        code: 'no-data',
        message:
          'The report lists no line of code, so there is no coverage to judge.',
      });
    }
    return report;
  }

  #remarks(): ParsedReport['problems'] {
    const remarks: string[] = [];
    if (this.#unended > 0) {
      remarks.push(
        'No record ends with end_of_record, so nobody can see whether the file is whole.',
      );
    }
    if (this.#strange > 0) {
      remarks.push(
        `${
          this.#strange
        } lines between the records are no LCOV and were left out.`,
      );
    }
    return remarks.map(message => ({ code: 'invalid-value', message }));
  }

  #end() {
    if (this.#file === undefined) throw this.#broken('has no SF before it');
    if (this.#unended > 0) {
      throw this.#broken('ends a record, but the ones before it did not end');
    }
    this.#file = undefined;
    this.#ended += 1;
  }

  #record(key: string, value: string) {
    if (key === 'TN' || key === 'VER') return;
    if (key === 'SF') {
      this.#begin(ownText(value));
      return;
    }
    const file = this.#file;
    if (file === undefined) throw this.#broken('has no SF before it');
    if (key === 'DA') this.#line(file, value);
    else if (key === 'BRDA') this.#branch(file, value);
    else if (Object.hasOwn(totals, key)) this.#state(totals[key], value);
    else this.#functionRecord(file, key, value);
  }

  #begin(file: string) {
    if (this.#file !== undefined) {
      if (this.#ended > 0) {
        throw this.#broken('begins before the record before it ended');
      }
      this.#unended += 1;
    }
    this.#file = file;
    this.#occurrences.clear();
    this.#repeated ||= this.#seen.has(file);
    this.#seen.add(file);
  }

  #line(file: string, value: string) {
    const [number, count] = value.split(',', 2);
    const line = parseCount(number);
    const hits = parseCount(count);
    if (
      line === undefined ||
      hits === undefined ||
      !this.#lines.add(file, line, hits > 0)
    ) {
      throw this.#broken('holds no line number and hits');
    }
  }

  #branch(file: string, value: string) {
    const end = value.lastIndexOf(',');
    const taken = value.slice(end + 1);
    const name = value.slice(0, Math.max(0, end));
    const count = taken === '-' ? 0 : parseCount(taken);
    if (name.split(',', 3).length < 3 || count === undefined) {
      throw this.#broken('holds no branch');
    }
    this.#branches.add(file, name, count > 0);
  }

  #functionRecord(file: string, key: string, value: string) {
    if (key === 'FN') {
      // Code without a place in the source is on line -1.
      this.#function(file, key, value.replace(/^-?\d+,(-?\d+,)?/, ''), false);
    } else if (key === 'FNDA' || key === 'FNA') {
      // FNA is the 2.x form: index,hits,name.
      const hits = parseCount(value.split(',', 2)[key === 'FNA' ? 1 : 0]);
      if (hits === undefined) throw this.#broken('holds no hits');
      if (key === 'FNA')
        this.#places.add(file, value.split(',', 1)[0], hits > 0);
      const prefix = key === 'FNA' ? /^[^,]*,[^,]*,/ : /^[^,]*,/;
      this.#function(file, key, value.replace(prefix, ''), hits > 0);
    }
  }

  #state([kind, part]: [keyof Totals, keyof Ratio], value: string) {
    const count = parseCount(value);
    if (count === undefined) throw this.#broken('holds no number');
    this.#reported[kind][part] += count;
  }

  #function(file: string, key: string, name: string, hit: boolean) {
    const listing = `${key}:${name}`;
    const occurrence = this.#occurrences.get(listing) ?? 0;
    this.#occurrences.set(listing, occurrence + 1);
    this.#functions.add(file, `${name}#${occurrence}`, hit);
  }

  #add(report: ParsedReport, kind: keyof Totals, counted: Ratio) {
    const stated = this.#reported[kind];
    const places = this.#places;
    // LCOV counts the names or, where it was told to, the functions behind them.
    const byPlace =
      kind === 'functions' &&
      places.total > 0 &&
      places.total === stated.total &&
      places.covered === stated.covered;
    const { covered, total } = byPlace ? places : counted;
    const ratio = { covered, total };
    // Totals of a file that is listed once per test name cannot be added up.
    const reported = this.#repeated ? undefined : reportedTotal(stated);
    if (ratio.total === 0 && kind !== 'lines' && reported) {
      // Totals without the records behind them: there is nothing to hold against them.
      addCoverage(report, kind, stated);
      return;
    }
    addCoverage(report, kind, ratio, reported);
  }

  #broken(what: string): ReportError {
    return new ReportError('malformed', `Line ${this.#number} ${what}.`);
  }
}
