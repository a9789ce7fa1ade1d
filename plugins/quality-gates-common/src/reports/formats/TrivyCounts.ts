import type { ParsedReport } from '../support/ParsedReport';
import { TopItems } from '../support/TopItems';
import { asString, type JsonRecord } from '../support/json';
import { listOf } from '../support/lists';

const severities = ['critical', 'high', 'medium', 'low', 'unknown'] as const;
type Severity = (typeof severities)[number];

/** Adds up the findings of Trivy results. */
export class TrivyCounts {
  readonly #bySeverity: Record<Severity, TopItems> = {
    critical: new TopItems(),
    high: new TopItems(),
    medium: new TopItems(),
    low: new TopItems(),
    unknown: new TopItems(),
  };
  readonly #misconfigurations = new TopItems();
  readonly #secrets = new TopItems();

  addResult(result: JsonRecord) {
    for (const found of listOf(result, 'Vulnerabilities')) {
      this.#bySeverity[severityOf(found)].add(() => describe(found));
    }
    for (const found of listOf(result, 'Misconfigurations')) {
      if ((asString(found.Status) ?? 'FAIL') === 'FAIL') {
        this.#misconfigurations.add(() => titled(found, 'ID', result));
      }
    }
    for (const found of listOf(result, 'Secrets')) {
      // Never the match itself: it may hold the secret.
      this.#secrets.add(() => titled(found, 'RuleID', result));
    }
  }

  measurements(): ParsedReport['measurements'] {
    const worst: string[] = [];
    let total = 0;
    for (const severity of severities) {
      worst.push(...this.#bySeverity[severity].items);
      total += this.#bySeverity[severity].count;
    }
    const measure = (
      id: string,
      value: number,
      detail?: { items: string[]; itemCount: number },
    ) => ({ id, value, unit: 'count' as const, ...(detail ? { detail } : {}) });
    return [
      ...severities.map(severity =>
        measure(
          `vulnerabilities.${severity}`,
          this.#bySeverity[severity].count,
          this.#bySeverity[severity].detail(),
        ),
      ),
      measure(
        'vulnerabilities.total',
        total,
        total > 0 ? { items: worst.slice(0, 5), itemCount: total } : undefined,
      ),
      // Only when found: a report does not say whether it looked for them.
      ...(['misconfigurations', 'secrets'] as const)
        .map(name => ({
          name,
          found: name === 'secrets' ? this.#secrets : this.#misconfigurations,
        }))
        .filter(({ found }) => found.count > 0)
        .map(({ name, found }) =>
          measure(`${name}.total`, found.count, found.detail()),
        ),
    ];
  }
}

function severityOf(found: JsonRecord): Severity {
  const name = asString(found.Severity)?.toLowerCase();
  return severities.find(severity => severity === name) ?? 'unknown';
}

function describe(found: JsonRecord): string {
  const fixed = asString(found.FixedVersion);
  return [
    asString(found.VulnerabilityID) ?? 'a vulnerability without id',
    `in ${asString(found.PkgName) ?? 'an unnamed package'}`,
    asString(found.InstalledVersion),
    fixed ? `(fixed in ${fixed})` : '(no fix yet)',
  ]
    .filter(Boolean)
    .join(' ');
}

function titled(found: JsonRecord, id: string, result: JsonRecord): string {
  const text = [asString(found[id]), asString(found.Title)]
    .filter(Boolean)
    .join(': ');
  return `${text || 'without title'} in ${
    asString(result.Target) ?? 'an unnamed target'
  }`;
}
