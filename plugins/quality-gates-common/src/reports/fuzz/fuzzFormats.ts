import { parseReport } from '../parseReport';
import { wholeReports } from '../wholeReports';
import { mutate } from './mutate';
import { nonsenseIn } from './nonsense';
import { seededRandom, seedOf } from './seededRandom';

/** For every format. */
export const mutationsPerFormat = 10_000;
/** Of processor time, for one file. */
const longestParse = 1_000_000;

const everyReport = Object.values(wholeReports).flat();

/** Damages the reports of a format and hands back the files that were read badly. */
export function fuzzFormat(format: string): string[] {
  const random = seededRandom(seedOf(format));
  const pick = (below: number) => Math.floor(random() * below);
  const reports = wholeReports[format];
  const bad: string[] = [];
  for (let round = 0; round < mutationsPerFormat; round += 1) {
    const text = mutate(reports[round % reports.length], pick, everyReport);
    const before = process.cpuUsage();
    const result = parseReport('file', text);
    const { user, system } = process.cpuUsage(before);
    const nonsense = nonsenseIn(result, text);
    if (user + system > longestParse) nonsense.push('took over a second');
    if (nonsense.length > 0) bad.push(`${nonsense.join(', ')}: ${text}`);
  }
  return bad.slice(0, 5);
}

/** Cuts the report off at every place; the ends of the files that still gave a number. */
export function cutEverywhere(report: string): string[] {
  const bad: string[] = [];
  const whole = report.trimEnd();
  for (let length = 0; length < whole.length; length += 1) {
    const text = whole.slice(0, length);
    const { measurements } = parseReport('file', text);
    if (measurements.length > 0) bad.push(text.slice(-40));
  }
  return bad;
}

/** The formats whose reports begin with one of these, so that several workers can share the work. */
export function formatsOf(begin: RegExp, part = 0, parts = 1): string[] {
  return Object.keys(wholeReports)
    .filter(format => begin.test(wholeReports[format][0]))
    .filter((_, index) => index % parts === part);
}
