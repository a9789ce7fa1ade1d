import type { JsonFormat } from '../support/readJson';
import {
  all,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { ReportError } from '../support/ReportError';
import { TopItems } from '../support/TopItems';
import { asCount, asRecord, asString, type JsonRecord } from '../support/json';
import { percentOf } from '../support/coverage';
import { parseTimestamp } from '../support/dates';
import { listOf } from '../support/lists';
import { noData } from '../support/noData';

const placeShape: JsonShape = { keys: plainKeys('name', 'start') };
const totalsShape: JsonShape = { keys: plainKeys('duplicatedLines', 'lines') };
const statisticsShape: JsonShape = {
  keys: { detectionDate: all, total: totalsShape, all: totalsShape },
};
const jscpdShape: JsonShape = {
  keys: {
    statistics: statisticsShape,
    statistic: statisticsShape,
    duplicates: listOfShape({
      keys: { lines: all, firstFile: placeShape, secondFile: placeShape },
      same: [() => 'clone'],
    }),
  },
};

/** jscpd JSON: duplicated lines of all lines. */
export const jscpd: JsonFormat = {
  format: 'jscpd',
  hint: /"(duplicates|duplicatedLines|secondFile)"\s*:/,
  shape: jscpdShape,
  matches: value => {
    const total = totalOf(asRecord(value));
    return total !== undefined && 'duplicatedLines' in total;
  },
  read(value): ParsedReport {
    const root = asRecord(value) ?? {};
    const total = totalOf(root);
    const covered = asCount(total?.duplicatedLines);
    const lines = asCount(total?.lines);
    if (covered === undefined || lines === undefined || covered > lines) {
      throw new ReportError(
        'malformed',
        'The statistics hold no count of duplicated and all lines.',
      );
    }
    const about = {
      tool: 'jscpd',
      generatedAt: parseTimestamp(
        asString(asRecord(root.statistics ?? root.statistic)?.detectionDate),
      ),
    };
    if (lines === 0) {
      return noData(
        'The tool examined 0 lines, so it has found nothing.',
        about,
      );
    }
    const clones = new TopItems();
    for (const clone of listOf(root, 'duplicates')) {
      clones.add(
        () =>
          `${placeOf(clone.firstFile)} and ${placeOf(clone.secondFile)} (${
            asCount(clone.lines) ?? '?'
          } lines)`,
      );
    }
    return {
      measurements: [
        {
          id: 'duplication.lines',
          value: percentOf({ covered, total: lines }),
          unit: 'percent',
          detail: { covered, total: lines, ...clones.detail() },
        },
      ],
      problems: [],
      ...about,
    };
  },
};

/** `total`; `all` in the first versions. */
function totalOf(root: JsonRecord | undefined): JsonRecord | undefined {
  const statistics = asRecord(root?.statistics) ?? asRecord(root?.statistic);
  return asRecord(statistics?.total) ?? asRecord(statistics?.all);
}

function placeOf(value: unknown): string {
  const file = asRecord(value);
  const line = asCount(file?.start);
  return `${asString(file?.name) ?? 'a file'}${
    line === undefined ? '' : `:${line}`
  }`;
}
