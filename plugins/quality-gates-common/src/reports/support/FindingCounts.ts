import type { MeasurementDraft } from './ParsedReport';
import { countOf, onlyFound, sumOf } from './countOf';
import type { Severity } from './severity';
import { TopItems } from './TopItems';

export const findingLevels = ['error', 'warning', 'note'] as const;
export type FindingLevel = (typeof findingLevels)[number];

const grades = ['critical', 'high', 'medium', 'low'] as const;

/** Counts findings of linters and static analysis by level, and by severity where the tool grades them. */
export class FindingCounts {
  readonly #byLevel: Record<FindingLevel, TopItems> = {
    error: new TopItems(),
    warning: new TopItems(),
    note: new TopItems(),
  };
  readonly #byGrade = new Map<Severity, TopItems>();
  readonly #suppressed = new TopItems();

  add(level: FindingLevel, describe: () => string, severity?: Severity) {
    this.#byLevel[level].add(describe);
    if (severity === undefined || severity === 'unknown') return;
    const graded = this.#byGrade.get(severity) ?? new TopItems();
    this.#byGrade.set(severity, graded);
    graded.add(describe);
  }

  /** What was set aside in the code or by a reviewer; counted in no other number. */
  addSuppressed(describe: () => string) {
    this.#suppressed.add(describe);
  }

  count(level: FindingLevel): number {
    return this.#byLevel[level].count;
  }

  measurements(): MeasurementDraft[] {
    return [
      ...findingLevels.map(level =>
        countOf(`findings.${level}`, this.#byLevel[level]),
      ),
      sumOf(
        'findings.total',
        findingLevels.map(level => this.#byLevel[level]),
      ),
      ...onlyFound([countOf('findings.suppressed', this.#suppressed)]),
      ...(this.#byGrade.size === 0 ? [] : grades).map(grade =>
        countOf(
          `findings.${grade}`,
          this.#byGrade.get(grade) ?? new TopItems(),
        ),
      ),
    ];
  }
}

/** `no-eval: eval is evil (src/a.ts:3)`. */
export function describeFinding(found: {
  rule?: string;
  text?: string;
  file?: string;
  line?: number;
}): string {
  const { rule, text, file, line } = found;
  const place = file && (line === undefined ? file : `${file}:${line}`);
  const what =
    [rule, text].filter(Boolean).join(': ') || 'without rule or text';
  return place ? `${what} (${place})` : what;
}
