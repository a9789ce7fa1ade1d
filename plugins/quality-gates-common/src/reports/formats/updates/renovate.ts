import { parse } from 'json5';
import type { ParsedReport } from '../../support/ParsedReport';
import { ReportError } from '../../support/ReportError';
import type { JsonFormat } from '../../support/readJson';
import { listOfShape, plainKeys } from '../../support/jsonShape';
import {
  asArray,
  asRecord,
  asString,
  type JsonRecord,
} from '../../support/json';
import { listOf } from '../../support/lists';
import { readWhole } from '../../support/readWhole';
import type { TextFormat } from '../../support/TextFormat';
import { day } from './intervals';
import { presetInterval, scheduleInterval } from './renovateSchedule';
import { UpdateIntervals } from './UpdateIntervals';

const stated =
  /["']?\$schema["']?\s*:\s*["'][^"']{0,200}renovate|(^|[{,\s])["']?extends["']?\s*:\s*\[?\s*["'](config:|schedule:|group:|:[a-z]|(github|gitlab|local)>)/;
const renovatePreset =
  /^(config:|schedule:|group:|helpers:|docker:|npm:|workarounds:|mergeConfidence:|:[a-z]|(github|gitlab|gitea|local)>)/;
/** Presets of Renovate that set no schedule; any other may. */
const withoutSchedule =
  /^(config:(recommended|best-practices|base|js-app|js-lib)|(group|helpers|docker|npm|workarounds|mergeConfidence|replacements|security|customManagers|abandonments):[\w-]+|:[a-zA-Z]\w*(\(.*\))?)$/;

/** `renovate.json` whose beginning tells what it is; JSON5, as Renovate reads it. */
export const renovateText: TextFormat = {
  format: 'dependency-updates',
  matches: head =>
    /^(\{|\/\/|\/\*)/.test(head) && stated.test(head.slice(0, 4096)),
  read(chunks): ParsedReport {
    let root: JsonRecord | undefined;
    try {
      root = asRecord(parse(readWhole(chunks)));
    } catch (error) {
      if (error instanceof ReportError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new ReportError(
        'malformed',
        `The file is not valid JSON5: ${reason.slice(0, 160)}.`,
      );
    }
    if (!root || !isRenovate(root)) {
      throw new ReportError(
        'malformed',
        'The file begins like a configuration of Renovate and is none.',
      );
    }
    return read(root);
  },
};

/** Other configurations of Renovate. */
export const renovate: JsonFormat = {
  format: 'dependency-updates',
  hint: stated,
  shape: {
    keys: {
      ...plainKeys('$schema', 'extends', 'enabled', 'schedule'),
      packageRules: listOfShape({ keys: plainKeys('schedule', 'description') }),
    },
  },
  matches: value => {
    const root = asRecord(value);
    return root !== undefined && isRenovate(root);
  },
  read: value => read(asRecord(value) ?? {}),
};

function isRenovate(root: JsonRecord): boolean {
  return (
    (asString(root.$schema)?.includes('renovate') ?? false) ||
    textsOf(root.extends).some(preset => renovatePreset.test(preset)) ||
    Array.isArray(root.packageRules)
  );
}

function read(root: JsonRecord): ParsedReport {
  const intervals = new UpdateIntervals('Renovate');
  if (root.enabled === false) intervals.addNever('everything');
  addSchedule(intervals, 'all packages', root);
  for (const rule of listOf(root, 'packageRules')) {
    const lines = textsOf(rule.schedule);
    if (lines.length > 0) {
      addLines(
        intervals,
        asString(rule.description) ?? 'a package rule',
        lines,
      );
    }
  }
  return intervals.report();
}

/** The own schedule, else the last preset that has one, else at any time. */
function addSchedule(
  intervals: UpdateIntervals,
  what: string,
  root: JsonRecord,
) {
  const own = textsOf(root.schedule);
  if (own.length > 0) {
    addLines(intervals, what, own);
    return;
  }
  const presets = textsOf(root.extends);
  const last = presets.filter(preset => presetInterval(preset)).at(-1);
  const unknown = presets.find(
    preset => !presetInterval(preset) && !withoutSchedule.test(preset),
  );
  if (unknown) intervals.addUnknown('the preset', unknown);
  else if (last) intervals.add(what, last, presetInterval(last) ?? 0);
  else if (presets.length > 0 || asString(root.$schema)) {
    intervals.add(what, 'at any time', day);
  } else intervals.addUnknown(what, 'no schedule and no preset');
}

/** Of several lines any may allow an update, so the most frequent counts. */
function addLines(
  intervals: UpdateIntervals,
  what: string,
  lines: readonly string[],
) {
  const known = lines.map(scheduleInterval).filter(it => it !== undefined);
  if (known.length === 0) intervals.addUnknown(what, lines.join(', '));
  else intervals.add(what, lines.join(', '), Math.min(...known));
}

function textsOf(value: unknown): string[] {
  const list = typeof value === 'string' ? [value] : asArray(value) ?? [];
  return list.map(asString).filter(text => text !== undefined);
}
