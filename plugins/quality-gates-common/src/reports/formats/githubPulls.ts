import type { JsonFormat } from '../support/readJson';
import type { ParsedReport } from '../support/ParsedReport';
import {
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import { asArray, asCount, asRecord, asString } from '../support/json';
import type { JsonRecord } from '../support/json';
import { parseTimestamp } from '../support/dates';
import { records } from '../support/lists';
import { noData } from '../support/noData';

const bots =
  /^(app\/)?(dependabot|dependabot-preview|renovate|renovate-bot|mend-renovate|forking-renovate|self-hosted-renovate)(\[bot\])?$/i;

const person = { keys: plainKeys('login') };
const pull: JsonShape = {
  keys: {
    ...plainKeys('number', 'title', 'merged_at', 'mergedAt'),
    user: person,
    author: person,
    pull_request: { keys: plainKeys('merged_at') },
  },
};

/**
 * Pull requests of GitHub: the list, the answer of the issue search, or `gh pr list --json number,title,author,mergedAt`.
 * Counts the merged ones of Dependabot and Renovate; the report is as old as the newest of them.
 */
export const githubPulls: JsonFormat = {
  format: 'github-pulls',
  hint: /"(merged_at|mergedAt)"\s*:|"incomplete_results"\s*:/,
  shape: {
    keys: { items: listOfShape(pull), incomplete_results: kindOnly },
    items: pull,
  },
  matches: value => {
    const list = asArray(value);
    if (list) return list.length > 0 && list.every(isPull);
    const root = asRecord(value);
    const items = asArray(root?.items);
    return (
      root !== undefined &&
      'incomplete_results' in root &&
      items !== undefined &&
      items.every(isPull)
    );
  },
  read(value): ParsedReport {
    const list = asArray(value) ?? asArray(asRecord(value)?.items) ?? [];
    const merged = records(list, 'The list of pull requests')
      .filter(isUpdate)
      .map(it => ({ it, time: parseTimestamp(asString(mergedAt(it))) }))
      .filter(({ time }) => time !== undefined)
      .sort((left, right) => (right.time ?? '').localeCompare(left.time ?? ''));
    const about = { tool: 'GitHub' };
    if (merged.length === 0) {
      return noData(
        'The file holds no merged pull request of Dependabot or Renovate.',
        about,
      );
    }
    return {
      ...about,
      measurements: [
        {
          id: 'dependencies.last-merged',
          value: merged.length,
          unit: 'count',
          detail: {
            items: merged
              .slice(0, 5)
              .map(({ it, time }) => describe(it, time).slice(0, 200)),
            itemCount: merged.length,
          },
        },
      ],
      problems: [],
      generatedAt: merged[0].time,
    };
  },
};

function isPull(value: unknown): boolean {
  const found = asRecord(value);
  if (!found || asRecord(found.user ?? found.author) === undefined)
    return false;
  return (
    'merged_at' in found ||
    'mergedAt' in found ||
    asRecord(found.pull_request) !== undefined
  );
}

function isUpdate(found: JsonRecord): boolean {
  return bots.test(asString(asRecord(found.user ?? found.author)?.login) ?? '');
}

function mergedAt(found: JsonRecord): unknown {
  return (
    found.merged_at ?? found.mergedAt ?? asRecord(found.pull_request)?.merged_at
  );
}

function describe(found: JsonRecord, time: string | undefined): string {
  return `#${asCount(found.number) ?? '?'} ${
    asString(found.title)?.replace(/\s+/g, ' ') ?? 'without title'
  } (merged ${time?.slice(0, 10)})`;
}
