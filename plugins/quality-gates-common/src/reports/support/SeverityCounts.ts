import type { MeasurementDraft } from './ParsedReport';
import { countOf, onlyFound, sumOf } from './countOf';
import { severities, type Severity } from './severity';
import { TopItems } from './TopItems';

/** Counts vulnerabilities by severity. */
export class SeverityCounts {
  readonly #bySeverity: Record<Severity, TopItems> = {
    critical: new TopItems(),
    high: new TopItems(),
    medium: new TopItems(),
    low: new TopItems(),
    unknown: new TopItems(),
    negligible: new TopItems(),
  };
  readonly #suppressed = new TopItems();

  add(severity: Severity, describe: () => string) {
    this.#bySeverity[severity].add(describe);
  }

  /** What the tool or its user has set aside; shown, and counted in no other number. */
  addSuppressed(describe: () => string) {
    this.#suppressed.add(describe);
  }

  get total() {
    return severities.reduce((sum, it) => sum + this.#bySeverity[it].count, 0);
  }

  /**
   * A tool that does not grade (pip-audit) says nothing about how many are high: where it found some, only `unknown`
   * and `total` are told. `graded` is for tools that always grade, whose `unknown` is an answer.
   */
  measurements(options: { graded: boolean }): MeasurementDraft[] {
    const { graded } = options;
    const silent =
      !graded &&
      this.total > 0 &&
      this.#bySeverity.unknown.count === this.total;
    const shown = severities.filter(severity =>
      silent ? severity === 'unknown' : severity !== 'negligible',
    );
    return [
      ...shown.map(severity =>
        countOf(`vulnerabilities.${severity}`, this.#bySeverity[severity]),
      ),
      sumOf(
        'vulnerabilities.total',
        severities.map(severity => this.#bySeverity[severity]),
      ),
      ...onlyFound([
        countOf('vulnerabilities.negligible', this.#bySeverity.negligible),
        countOf('vulnerabilities.suppressed', this.#suppressed),
      ]),
    ];
  }
}

/** `CVE-1 in libx 1.2 (fixed in 1.3)`. */
export function describeVulnerability(found: {
  id?: string;
  name?: string;
  version?: string;
  fixed?: string;
}): string {
  return [
    found.id ?? 'a vulnerability without id',
    `in ${found.name ?? 'an unnamed package'}`,
    found.version,
    found.fixed ? `(fixed in ${found.fixed})` : '(no fix yet)',
  ]
    .filter(Boolean)
    .join(' ');
}
