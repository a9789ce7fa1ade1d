import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReportResult } from '@heal7/backstage-plugin-quality-gates-common';
import type { Output } from '../output/Output';
import { compareSample, type SampleOutcome } from './compareSample';
import { knownDifferences, type KnownDifference } from './knownDifferences';
import { sampleFormats } from './sampleFormats';
import type { Sample } from './Sample';
import { record } from './values';

/** Folders of the samples that hold reports; the others belong to other parsers. */
const reportFolders = [
  'coverage',
  'security',
  'junit',
  'lighthouse',
  'sonarqube',
];

export interface ConformanceOptions {
  read(path: string, file: string): ReportResult;
  output: Output;
  known?: readonly KnownDifference[];
}

/** Judges the parsers by samples and values that others made. Exit code 1 when a difference has no explanation. */
export function runConformance(
  folder: string,
  options: ConformanceOptions,
): number {
  const { output, known = knownDifferences } = options;
  const read = ({ path }: Sample) => options.read(join(folder, path), path);
  const byCommand = groupByCommand(loadSamples(folder));
  let files = 0;
  let values = 0;
  let unexplained = 0;

  for (const [command, format] of Object.entries(sampleFormats)) {
    const samples = byCommand.get(command) ?? [];
    if (samples.length === 0) continue;
    const outcomes = samples.map(sample =>
      compareSample(sample, format, read(sample)),
    );
    const differences = outcomes.flatMap(it => differencesOf(it, known));
    const equal = outcomes.reduce((sum, outcome) => sum + outcome.equal, 0);
    output.line(
      `${format.name}: ${samples.length} files read, ${equal} values equal, ${differences.length} different`,
    );
    differences.forEach(difference => output.line(lineOf(difference)));
    files += samples.length;
    values += equal;
    unexplained += differences.filter(it => it.reason === undefined).length;
  }

  for (const [command, samples] of byCommand) {
    if (command in sampleFormats) continue;
    output.line(`${command}: format not read yet: ${samples.length} files`);
    const misread = samples.filter(it => read(it).measurements.length > 0);
    for (const { path } of misread) {
      output.line(
        `    UNEXPLAINED  ${path}: numbers were read from a format that is not known`,
      );
    }
    unexplained += misread.length;
  }
  output.line(
    `\n${files} files read, ${values} values equal, ${unexplained} differences unexplained`,
  );
  return unexplained === 0 && files > 0 ? 0 : 1;
}

interface Difference {
  text: string;
  /** Absent when nobody has explained it. */
  reason?: string;
}

function lineOf({ text, reason }: Difference): string {
  return reason
    ? `    explained    ${text}. ${reason}`
    : `    UNEXPLAINED  ${text}`;
}

function differencesOf(
  { sample, different, fault }: SampleOutcome,
  known: readonly KnownDifference[],
): Difference[] {
  const explain = (what: string, text: string): Difference => ({
    text: `${sample.path}: ${text}`,
    reason: known.find(
      it => it.path === sample.path && what.startsWith(it.what),
    )?.reason,
  });
  if (fault) return [explain('', fault)];
  return different.map(({ what, expected, actual }) =>
    explain(what, `${what} is ${shown(actual)}, expected ${shown(expected)}`),
  );
}

function groupByCommand(samples: readonly Sample[]): Map<string, Sample[]> {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    groups.set(sample.cmd, [...(groups.get(sample.cmd) ?? []), sample]);
  }
  return groups;
}

function shown(value: number | string | undefined): string {
  if (typeof value === 'number') return String(Math.round(value * 1e4) / 1e4);
  return value ?? 'none';
}

function loadSamples(folder: string): Sample[] {
  const all: unknown = JSON.parse(
    readFileSync(join(folder, 'expected.json'), 'utf8'),
  );
  if (!Array.isArray(all)) throw new Error('expected.json is not a list');
  return all
    .map(record)
    .map(entry => ({
      path: String(entry.path),
      cmd: String(entry.cmd),
      what: String(entry.what),
      expected: record(entry.expected),
    }))
    .filter(sample => reportFolders.includes(sample.path.split('/')[0]));
}
