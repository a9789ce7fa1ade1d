import type { MeasurementDraft } from '../support/ParsedReport';
import { describeFinding, FindingCounts } from '../support/FindingCounts';
import { SeverityCounts } from '../support/SeverityCounts';
import { asArray, asCount, asRecord, asString } from '../support/json';
import type { JsonRecord } from '../support/json';
import { listOf } from '../support/lists';
import { parseNumber } from '../support/numbers';
import {
  severityNamed,
  severityOfScore,
  type Severity,
} from '../support/severity';
import { isOtherSubject, SarifRules } from './SarifRules';

/** Tools that compare packages with lists of known vulnerabilities. */
const scanners =
  /^(aqua(security)? )?(trivy|grype|anchore|clair|nancy|retire\.?js|osv[- ]scanner|govulncheck|(npm|pip|cargo|bundler)[- ]audit|(owasp )?dependency[- ]check|docker scout|snyk (open source|container)|jfrog xray|mend|whitesource|black ?duck|prisma cloud|twistlock|wiz)\b/i;
const vulnerabilityId =
  /^(CVE-\d{4}-|GHSA-|PYSEC-\d|RUSTSEC-\d|GO-\d{4}-|SNYK-|DSA-\d|ALAS|ELSA-|RHSA-)/;

/** Adds up the results of SARIF runs. */
export class SarifCounts {
  readonly #findings = new FindingCounts();
  readonly #vulnerabilities = new SeverityCounts();
  #scanned = false;

  addRun(run: JsonRecord) {
    const rules = new SarifRules(run);
    const tool = asString(asRecord(asRecord(run.tool)?.driver)?.name) ?? '';
    const scanner = scanners.test(tool);
    this.#scanned ||= scanner || rules.scored;
    for (const result of listOf(run, 'results')) {
      this.#add(result, rules, scanner);
    }
  }

  measurements(): MeasurementDraft[] {
    return [
      ...this.#findings.measurements(),
      ...(this.#scanned
        ? this.#vulnerabilities.measurements({ graded: false })
        : []),
    ];
  }

  #addSuppressed(describe: () => string, vulnerability: boolean) {
    this.#findings.addSuppressed(describe);
    if (vulnerability) this.#vulnerabilities.addSuppressed(describe);
  }

  #add(result: JsonRecord, rules: SarifRules, scanner: boolean) {
    // Gone since the baseline: it is listed, but no longer there.
    if (result.baselineState === 'absent') return;
    const rule = rules.ruleOf(result);
    const level = rules.levelOf(result, rule);
    const id = rules.idOf(result, rule);
    const describe = () => describeResult(result, id);
    const tags = tagsOf(rule);
    const score = scoreOf(result, rule);
    const vulnerability = isVulnerability(
      id,
      tags,
      scanner || score !== undefined,
    );
    this.#scanned ||= vulnerability;
    if (isSuppressed(result)) {
      this.#addSuppressed(describe, vulnerability);
      return;
    }
    const severity = severityOf(score, vulnerability ? tags : []);
    if (level !== 'none') this.#findings.add(level, describe, severity);
    if (vulnerability && (level !== 'none' || isFail(result))) {
      this.#vulnerabilities.add(severity, describe);
    }
  }
}

/** `marked`: the tool looks for vulnerabilities, or scores this one as GitHub asks for those (CodeQL, Semgrep). */
function isVulnerability(
  id: string | undefined,
  tags: readonly string[],
  marked: boolean,
): boolean {
  return (
    vulnerabilityId.test(id ?? '') || (marked && !tags.some(isOtherSubject))
  );
}

/** SARIF 3.27.23: one that is under review or was rejected does not suppress. */
function isSuppressed(result: JsonRecord): boolean {
  const all = listOf(result, 'suppressions');
  return (
    all.length > 0 &&
    all.every(({ status }) => status === undefined || status === 'accepted')
  );
}

function isFail({ kind }: JsonRecord): boolean {
  return kind === undefined || kind === 'fail';
}

function tagsOf(rule: JsonRecord | undefined): string[] {
  return (asArray(asRecord(rule?.properties)?.tags) ?? []).map(tag =>
    String(tag).toLowerCase(),
  );
}

function scoreOf(
  result: JsonRecord,
  rule: JsonRecord | undefined,
): number | undefined {
  for (const holder of [result, rule]) {
    const stated = asRecord(holder?.properties)?.['security-severity'];
    const score =
      asCount(stated) ??
      (typeof stated === 'string' ? parseNumber(stated) : undefined);
    if (score !== undefined) return score;
  }
  return undefined;
}

function severityOf(
  score: number | undefined,
  tags: readonly string[],
): Severity {
  return score === undefined ? severityTagged(tags) : severityOfScore(score);
}

/** Trivy puts the severity into the tags. */
function severityTagged(tags: readonly string[]): Severity {
  return (
    tags.map(severityNamed).find(severity => severity !== 'unknown') ??
    'unknown'
  );
}

function describeResult(result: JsonRecord, rule: string | undefined): string {
  const message = asRecord(result.message);
  const place = asRecord(
    asRecord(asArray(result.locations)?.[0])?.physicalLocation,
  );
  return describeFinding({
    rule,
    text: asString(message?.text) ?? asString(message?.markdown),
    file: asString(asRecord(place?.artifactLocation)?.uri),
    line: asCount(asRecord(place?.region)?.startLine),
  });
}
