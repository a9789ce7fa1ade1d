import type { JsonFormat } from '../support/readJson';
import { sarifShape } from './sarifShape';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { listOf, records } from '../support/lists';
import { parseTimestamp } from '../support/dates';
import { commitOf } from '../support/commitOf';
import { noData } from '../support/noData';
import { SarifCounts } from './SarifCounts';

/**
 * SARIF 2.1.0: `findings.*` of every tool; `vulnerabilities.*` as well where the tool looks for known vulnerabilities
 * (Trivy, Grype, Snyk …), graded by `security-severity`. A run without a list of results has not looked, which is not 0.
 */
export const sarif: JsonFormat = {
  format: 'sarif',
  hint: /"\$schema"\s*:\s*"[^"]*sarif|"runs"\s*:\s*\[/,
  shape: sarifShape,
  matches: value => {
    const root = asRecord(value);
    return (
      root !== undefined &&
      ((asString(root.$schema)?.toLowerCase().includes('sarif') ?? false) ||
        ('runs' in root && typeof root.version === 'string'))
    );
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const version = versionOf(root);
    if (!version.startsWith('2.1')) {
      throw new ReportError(
        'malformed',
        `The file is SARIF ${
          version || 'of no stated version'
        }; only version 2.1.0 is read.`,
      );
    }
    const runs = records(asArray(root.runs) ?? [], '"runs"');
    if (runs.length === 0) {
      return noData('The file holds no run, so no tool has looked.');
    }
    const counts = new SarifCounts();
    const problems: ParsedReport['problems'] = [];
    let looked = 0;
    for (const run of runs) {
      const reason = whyNotLooked(run);
      if (reason) problems.push({ code: 'no-data', message: reason });
      else {
        looked += 1;
        counts.addRun(run);
        if (failed(run)) {
          problems.push({
            code: 'contradictory',
            message: `${nameOf(
              run,
            )} lists results, but says that its run did not succeed; there may be more.`,
          });
        }
      }
    }
    return {
      measurements: looked > 0 ? counts.measurements() : [],
      problems,
      ...toolOf(runs),
      generatedAt: oldestEnd(runs),
      commit: commonCommit(runs),
    };
  },
};

function versionOf(root: JsonRecord): string {
  return (
    asString(root.version) ??
    /sarif(?:-schema)?-(\d+\.\d+\.\d+)/.exec(
      asString(root.$schema) ?? '',
    )?.[1] ??
    ''
  );
}

function whyNotLooked(run: JsonRecord): string | undefined {
  const results = run.results;
  const elsewhere = asRecord(run.externalPropertyFileReferences)?.results;
  if (asArray(elsewhere)?.length) {
    return `${nameOf(run)} keeps results in another file, which is not read.`;
  }
  if (results === undefined || results === null) {
    return `${nameOf(run)} lists no results, not even none: it has not looked.`;
  }
  return failed(run) && asArray(results)?.length === 0
    ? `${nameOf(run)} found nothing, but says that its run did not succeed.`
    : undefined;
}

function failed(run: JsonRecord): boolean {
  return invocationsOf(run).some(it => it.executionSuccessful === false);
}

function invocationsOf(run: JsonRecord): JsonRecord[] {
  return listOf(run, 'invocations');
}

function driverOf(run: JsonRecord): JsonRecord {
  return asRecord(asRecord(run.tool)?.driver) ?? {};
}

function nameOf(run: JsonRecord): string {
  return asString(driverOf(run).name)?.slice(0, 60) ?? 'A tool without name';
}

function toolOf(
  runs: readonly JsonRecord[],
): Pick<ParsedReport, 'tool' | 'toolVersion'> {
  const names = new Set(runs.map(nameOf));
  const driver = driverOf(runs[0]);
  const version = asString(driver.semanticVersion) ?? asString(driver.version);
  return {
    tool: [...names].slice(0, 5).join(', '),
    toolVersion: names.size === 1 ? version : undefined,
  };
}

/** None where the runs are of several commits. */
function commonCommit(runs: readonly JsonRecord[]): string | undefined {
  const commits = new Set(
    runs
      .flatMap(run => listOf(run, 'versionControlProvenance'))
      .map(it => commitOf(it.revisionId)),
  );
  return commits.size === 1 ? [...commits][0] : undefined;
}

/** The file is as old as its oldest run. */
function oldestEnd(runs: readonly JsonRecord[]): string | undefined {
  return runs
    .flatMap(invocationsOf)
    .map(it => parseTimestamp(asString(it.endTimeUtc ?? it.startTimeUtc)))
    .filter(time => time !== undefined)
    .sort()[0];
}
