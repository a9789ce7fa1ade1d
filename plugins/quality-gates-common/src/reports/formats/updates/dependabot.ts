import { parse } from 'yaml';
import type { ParsedReport } from '../../support/ParsedReport';
import { ReportError } from '../../support/ReportError';
import type { TextFormat } from '../../support/TextFormat';
import { asRecord, asString, type JsonRecord } from '../../support/json';
import { listOf } from '../../support/lists';
import { readWhole } from '../../support/readWhole';
import { cronInterval } from './cronInterval';
import { intervalNamed } from './intervals';
import { UpdateIntervals } from './UpdateIntervals';

const version = /^version\s*:\s*["']?[12]["']?\s*(#.*)?$/m;
const content =
  /^(updates|update_configs|registries|multi-ecosystem-groups)\s*:/m;

/** `dependabot.yml` of version 2, and of version 1 (`update_configs`): the slowest ecosystem counts. */
export const dependabot: TextFormat = {
  format: 'dependency-updates',
  matches: head => version.test(head) && content.test(head),
  read(chunks): ParsedReport {
    const root = asRecord(parseYaml(readWhole(chunks)));
    if (!root) throw new ReportError('malformed', 'The YAML is no mapping.');
    const intervals = new UpdateIntervals('Dependabot');
    const groups = asRecord(root['multi-ecosystem-groups']) ?? {};
    for (const update of listOf(root, 'updates')) {
      const group = asString(update['multi-ecosystem-group']);
      const schedule =
        asRecord(update.schedule) ??
        asRecord(asRecord(group ? groups[group] : undefined)?.schedule);
      addUpdate(intervals, update, schedule);
    }
    for (const update of listOf(root, 'update_configs')) {
      addInterval(
        intervals,
        `${asString(update.package_manager) ?? '?'} ${
          asString(update.directory) ?? ''
        }`.trim(),
        asString(update.update_schedule) ?? '',
      );
    }
    return intervals.report();
  },
};

function parseYaml(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 50, logLevel: 'error' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ReportError(
      'malformed',
      `The file is not valid YAML: ${reason.split('\n')[0].slice(0, 160)}`,
    );
  }
}

function addUpdate(
  intervals: UpdateIntervals,
  update: JsonRecord,
  schedule: JsonRecord | undefined,
) {
  const directory = asString(update.directory) ?? '';
  const what = `${
    asString(update['package-ecosystem']) ?? 'an ecosystem without name'
  } ${directory}`.trim();
  if (update['open-pull-requests-limit'] === 0) {
    intervals.addNever(what);
    return;
  }
  const interval = asString(schedule?.interval) ?? '';
  if (interval !== 'cron') addInterval(intervals, what, interval);
  else {
    const cron = asString(schedule?.cronjob) ?? '';
    const seconds = cronInterval(cron);
    if (seconds === undefined) intervals.addUnknown(what, cron);
    else intervals.add(what, cron, seconds);
  }
}

function addInterval(intervals: UpdateIntervals, what: string, name: string) {
  const seconds = intervalNamed(name);
  if (seconds === undefined) intervals.addUnknown(what, name);
  else intervals.add(what, name, seconds);
}
