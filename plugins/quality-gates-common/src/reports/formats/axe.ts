import type { JsonFormat } from '../support/readJson';
import {
  all,
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
const itemShape: JsonShape = {
  keys: { ...pageShape, ...violationShape, result: all },
};
const axeShape: JsonShape = {
  keys: { ...pageShape, raw: listOfShape(itemShape), env: { keys: pageShape } },
  items: itemShape,
};

/**
 * axe-core results of one page or of several, the list of violations alone, as test libraries write it, or the list of all
 * rules (its reporters `raw` and `rawEnv`). A rule that is
 * violated on a page counts once for that page, whatever the number of elements.
 */
export const axe: JsonFormat = {
  format: 'axe',
  hint: /"testEngine"\s*:|"inapplicable"\s*:|"helpUrl"\s*:|"pageLevel"\s*:/,
  shape: axeShape,
  matches: value => {
    const list = asArray(value);
    if (!list) return isPage(value) || rulesOf(value) !== undefined;
    const kinds = [isPage, isViolation, isRule];
    return list.length > 0 && kinds.some(kind => list.every(kind));
  },
  read(value): ParsedReport {
    const list = pagesOf(value);
    const counts = new AccessibilityCounts();
    const incomplete = new TopItems();
    for (const page of list) {
      const url = asString(page.url);
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

function pagesOf(value: unknown): JsonRecord[] {
  const rules = rulesOf(value);
  if (rules) {
    const found = rules.filter(rule => hasNodes(rule, 'violations'));
    const open = rules.filter(
      rule => hasNodes(rule, 'incomplete') && !hasNodes(rule, 'violations'),
    );
    const page = asRecord(asRecord(value)?.env) ?? {};
    return [
      {
        ...page,
        violations: found.map(it => ({ ...it, nodes: it.violations })),
        incomplete: open.map(it => ({ ...it, nodes: it.incomplete })),
      },
    ];
  }
  const list = records(asArray(value) ?? [value], 'The list of pages');
  return list.every(isViolation) ? [{ violations: list }] : list;
}

/** All rules with their elements, as the reporter `raw` writes them; `rawEnv` says what page they are of. */
function rulesOf(value: unknown): JsonRecord[] | undefined {
  const list = asArray(value) ?? asArray(asRecord(value)?.raw);
  return list && list.length > 0 && list.every(isRule)
    ? records(list, 'The list of rules')
    : undefined;
}

function isRule(value: unknown): boolean {
  const rule = asRecord(value);
  return (
    typeof rule?.id === 'string' &&
    typeof rule.result === 'string' &&
    Array.isArray(rule.violations) &&
    Array.isArray(rule.passes)
  );
}

function hasNodes(rule: JsonRecord, key: string): boolean {
  return (asArray(rule[key])?.length ?? 0) > 0;
}

function isPage(value: unknown): boolean {
  const page = asRecord(value);
  return (
    typeof page?.result !== 'string' &&
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
