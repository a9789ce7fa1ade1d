import type { JsonFormat } from '../support/readJson';
import {
  kindOnly,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { AccessibilityCounts } from '../support/AccessibilityCounts';
import { TopItems } from '../support/TopItems';
import { countOf, onlyFound } from '../support/countOf';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { listOf, records } from '../support/lists';
import { parseTimestamp } from '../support/dates';

const violationShape = {
  ...plainKeys('id', 'impact', 'help', 'description', 'helpUrl'),
  nodes: listOfShape(kindOnly),
};
const pageShape = {
  ...plainKeys('url', 'timestamp'),
  testEngine: { keys: plainKeys('name', 'version') },
  violations: listOfShape({ keys: violationShape }),
  incomplete: listOfShape({ keys: violationShape }),
  passes: kindOnly,
  inapplicable: kindOnly,
};
const axeShape: JsonShape = {
  keys: pageShape,
  items: { keys: { ...pageShape, ...violationShape } },
};

/**
 * axe-core results of one page or of several, or the list of violations alone, as test libraries write it. A rule that is
 * violated on a page counts once for that page, whatever the number of elements.
 */
export const axe: JsonFormat = {
  format: 'axe',
  hint: /"testEngine"\s*:|"inapplicable"\s*:|"helpUrl"\s*:/,
  shape: axeShape,
  matches: value => {
    const list = asArray(value);
    return list
      ? list.length > 0 && (list.every(isPage) || list.every(isViolation))
      : isPage(value);
  },
  read(value): ParsedReport {
    const list = records(asArray(value) ?? [value], 'The list of pages');
    const pages = list.every(isViolation) ? [{ violations: list }] : list;
    const counts = new AccessibilityCounts();
    const incomplete = new TopItems();
    for (const page of pages) {
      const url = asString(asRecord(page)?.url);
      for (const found of listOf(page, 'violations')) {
        counts.add(found.impact, () => describe(found, url));
      }
      for (const found of listOf(page, 'incomplete')) {
        incomplete.add(() => describe(found, url));
      }
    }
    const engine = asRecord(asRecord(list[0])?.testEngine);
    return {
      measurements: [
        ...counts.measurements(),
        ...onlyFound([countOf('accessibility.incomplete', incomplete)]),
      ],
      problems: [],
      tool: asString(engine?.name) ?? 'axe-core',
      toolVersion: asString(engine?.version),
      generatedAt: list
        .map(page => parseTimestamp(asString(page.timestamp)))
        .filter(time => time !== undefined)
        .sort()[0],
    };
  },
};

function isPage(value: unknown): boolean {
  const page = asRecord(value);
  return (
    Array.isArray(page?.violations) &&
    (asRecord(page.testEngine) !== undefined ||
      // Before 3.2 the engine is not named.
      [page.passes, page.incomplete, page.inapplicable].every(Array.isArray))
  );
}

function isViolation(value: unknown): boolean {
  const rule = asRecord(value);
  return (
    typeof rule?.id === 'string' &&
    'impact' in rule &&
    typeof rule.helpUrl === 'string' &&
    Array.isArray(rule.nodes)
  );
}

function describe(rule: JsonRecord, url: string | undefined): string {
  const elements = asArray(rule.nodes)?.length ?? 0;
  const where = url ? ` on ${url}` : '';
  return `${asString(rule.id) ?? 'a rule'}: ${
    asString(rule.help) ?? asString(rule.description) ?? ''
  } (${elements} elements${where})`;
}
