import type { ParsedReport } from '../support/ParsedReport';
import {
  describeVulnerability,
  SeverityCounts,
} from '../support/SeverityCounts';
import { TopItems } from '../support/TopItems';
import { countOf, onlyFound } from '../support/countOf';
import { asRecord, asString, type JsonRecord } from '../support/json';
import { listOf } from '../support/lists';
import { severityNamed } from '../support/severity';

/** Adds up the findings of Trivy results. */
export class TrivyCounts {
  readonly #vulnerabilities = new SeverityCounts();
  readonly #misconfigurations = new TopItems();
  readonly #secrets = new TopItems();

  addResult(result: JsonRecord) {
    for (const found of listOf(result, 'Vulnerabilities')) {
      this.#vulnerabilities.add(severityNamed(found.Severity), () =>
        describe(found),
      );
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
    for (const set of listOf(result, 'ExperimentalModifiedFindings')) {
      if (set.Type !== 'vulnerability') continue;
      this.#vulnerabilities.addSuppressed(() =>
        describe(asRecord(set.Finding) ?? {}),
      );
    }
  }

  measurements(): ParsedReport['measurements'] {
    return [
      ...this.#vulnerabilities.measurements({ graded: true }),
      ...onlyFound([
        countOf('misconfigurations.total', this.#misconfigurations),
        countOf('secrets.total', this.#secrets),
      ]),
    ];
  }
}

function describe(found: JsonRecord): string {
  return describeVulnerability({
    id: asString(found.VulnerabilityID),
    name: asString(found.PkgName),
    version: asString(found.InstalledVersion),
    fixed: asString(found.FixedVersion),
  });
}

function titled(found: JsonRecord, id: string, result: JsonRecord): string {
  const text = [asString(found[id]), asString(found.Title)]
    .filter(Boolean)
    .join(': ');
  return `${text || 'without title'} in ${
    asString(result.Target) ?? 'an unnamed target'
  }`;
}
