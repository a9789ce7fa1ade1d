import type { MeasurementDraft } from './ParsedReport';
import { countOf, onlyFound, sumOf } from './countOf';
import { TopItems } from './TopItems';

const impacts = [
  'critical',
  'serious',
  'moderate',
  'minor',
  'unknown',
] as const;
type Impact = (typeof impacts)[number];

/** Counts violations of accessibility rules by impact. */
export class AccessibilityCounts {
  readonly #byImpact: Record<Impact, TopItems> = {
    critical: new TopItems(),
    serious: new TopItems(),
    moderate: new TopItems(),
    minor: new TopItems(),
    unknown: new TopItems(),
  };

  add(impact: unknown, describe: () => string) {
    const known = impacts.find(it => it === impact) ?? 'unknown';
    this.#byImpact[known].add(describe);
  }

  /** Where no violation states its impact, nothing is said about how many are serious. */
  measurements(): MeasurementDraft[] {
    const count = (impact: Impact) =>
      countOf(`accessibility.${impact}`, this.#byImpact[impact]);
    const total = sumOf(
      'accessibility.violations',
      impacts.map(impact => this.#byImpact[impact]),
    );
    const silent =
      total.value !== 0 && this.#byImpact.unknown.count === total.value;
    return [
      total,
      ...(silent ? [] : [count('serious'), count('critical')]),
      ...onlyFound([count('moderate'), count('minor')]),
    ];
  }
}
