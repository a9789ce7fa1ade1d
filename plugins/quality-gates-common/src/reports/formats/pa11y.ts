import type { JsonFormat } from '../support/readJson';
import {
  all,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { AccessibilityCounts } from '../support/AccessibilityCounts';
import { TopItems } from '../support/TopItems';
import { countOf, onlyFound } from '../support/countOf';
import { asArray, asRecord, asString, type JsonRecord } from '../support/json';
import { records } from '../support/lists';
import { noData } from '../support/noData';

/** Issues of one page. */
interface Page {
  url?: string;
  issues: JsonRecord[];
}

const issueShape: JsonShape = {
  keys: {
    ...plainKeys('code', 'type', 'message', 'typeCode', 'selector', 'runner'),
    runnerExtras: { keys: plainKeys('impact', 'needsFurtherReview') },
  },
  same: [
    item =>
      isIssue(item) && item.code !== ''
        ? `pa11y ${JSON.stringify([item.type, item.runner, item.runnerExtras])}`
        : undefined,
  ],
};
const pa11yShape: JsonShape = {
  keys: {
    ...plainKeys('pageUrl', 'documentTitle', 'total'),
    passes: all,
    issues: listOfShape(issueShape),
    results: { rest: { ...issueShape, items: issueShape } },
  },
  items: issueShape,
};

/**
 * pa11y (issues of one page, alone or with the page) and pa11y-ci. Errors are violations, and so is everything the axe runner
 * finds, whose types only grade the impact; what axe could not decide, and warnings and notices of HTML_CodeSniffer, are
 * questions for a person and apart.
 */
export const pa11y: JsonFormat = {
  format: 'pa11y',
  hint: /"typeCode"\s*:|"runnerExtras"\s*:|"documentTitle"\s*:/,
  shape: pa11yShape,
  matches: value => {
    const list = asArray(value);
    if (list) return list.length > 0 && list.every(isIssue);
    const root = asRecord(value);
    if (!root) return false;
    if (Array.isArray(root.issues)) {
      return (
        typeof root.pageUrl === 'string' ||
        typeof root.documentTitle === 'string'
      );
    }
    return (
      typeof root.total === 'number' &&
      typeof root.passes === 'number' &&
      asRecord(root.results) !== undefined
    );
  },
  read(value): ParsedReport {
    const counts = new AccessibilityCounts();
    const warnings = new TopItems();
    const notices = new TopItems();
    const incomplete = new TopItems();
    const failures = new TopItems();
    const pages = pagesOf(value);
    let judged = 0;
    for (const { url, issues } of pages) {
      const failure = issues.find(issue => !asString(issue.code));
      if (failure) {
        failures.add(() => url ?? 'the page');
        continue;
      }
      judged += 1;
      for (const issue of issues) {
        addIssue(issue, url, { counts, warnings, notices, incomplete });
      }
    }
    const about = { tool: 'pa11y' };
    if (judged === 0) {
      return noData(
        pages.length === 0
          ? 'The report lists no page.'
          : 'No page could be loaded, so none was judged.',
        about,
      );
    }
    return {
      measurements: [
        ...counts.measurements(),
        ...onlyFound([
          countOf('accessibility.warnings', warnings),
          countOf('accessibility.notices', notices),
          countOf('accessibility.incomplete', incomplete),
        ]),
      ],
      problems:
        failures.count > 0
          ? [
              {
                code: 'no-data',
                message: `${failures.count} pages could not be loaded, the first of them ${failures.items[0]}.`,
              },
            ]
          : [],
      ...about,
    };
  },
};

function pagesOf(value: unknown): Page[] {
  const list = asArray(value);
  if (list) return [{ issues: records(list, 'The list of issues') }];
  const root = asRecord(value) ?? {};
  const issues = asArray(root.issues);
  if (issues) {
    return [
      { url: asString(root.pageUrl), issues: records(issues, '"issues"') },
    ];
  }
  return Object.entries(asRecord(root.results) ?? {}).map(([url, found]) => ({
    url,
    issues: records(asArray(found) ?? [found], `The result of ${url}`),
  }));
}

function isIssue(value: unknown): boolean {
  const issue = asRecord(value);
  return (
    typeof issue?.code === 'string' &&
    typeof issue.type === 'string' &&
    typeof issue.message === 'string' &&
    ('typeCode' in issue || 'selector' in issue)
  );
}

function addIssue(
  issue: JsonRecord,
  url: string | undefined,
  into: {
    counts: AccessibilityCounts;
    warnings: TopItems;
    notices: TopItems;
    incomplete: TopItems;
  },
) {
  const describe = () =>
    `${asString(issue.code)}: ${asString(issue.message) ?? ''} (${
      asString(issue.selector) ?? url ?? 'no place'
    })`;
  const extras = asRecord(issue.runnerExtras);
  const type = issue.runner === 'axe' ? 'error' : asString(issue.type);
  if (extras?.needsFurtherReview === true) into.incomplete.add(describe);
  else if (type === 'warning') into.warnings.add(describe);
  else if (type === 'notice') into.notices.add(describe);
  else into.counts.add(extras?.impact, describe);
}
