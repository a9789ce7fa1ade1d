import type { JsonFormat } from '../support/readJson';
import {
  all,
  listOfShape,
  plainKeys,
  type JsonShape,
} from '../support/jsonShape';
import type { ParsedReport } from '../support/ParsedReport';
import { asRecord, asString, type JsonRecord } from '../support/json';
import { parseTimestamp } from '../support/dates';
import { noData, orNoData } from '../support/noData';
import { isLhr, pagesOf } from './lighthousePages';
import { LighthouseScores } from './LighthouseScores';

const pageSpeed = 'pagespeedonline#result';

const lhr = {
  ...plainKeys(
    'lighthouseVersion',
    'finalDisplayedUrl',
    'finalUrl',
    'requestedUrl',
    'url',
    'fetchTime',
    'generatedTime',
    'gatherMode',
  ),
  categories: {
    rest: {
      keys: {
        score: all,
        auditRefs: listOfShape({ keys: plainKeys('weight') }),
      },
    },
  },
  reportCategories: listOfShape({ keys: plainKeys('id', 'score') }),
  runtimeError: { keys: plainKeys('code') },
};
const holder = {
  ...lhr,
  lhr: { keys: lhr },
  lighthouseResult: { keys: lhr },
};
const lighthouseShape: JsonShape = {
  keys: { ...holder, kind: all, steps: listOfShape({ keys: holder }) },
  items: {
    keys: {
      ...holder,
      summary: { rest: all },
      ...plainKeys('jsonPath', 'htmlPath', 'isRepresentativeRun'),
    },
  },
};

/**
 * Lighthouse: one result (LHR) bare, as `{lhr}`, in a user flow, in an answer of PageSpeed Insights, or several; and the
 * manifest of Lighthouse CI. Of several pages the lowest score counts. A score that is `null` is no number, and a page that
 * could not be loaded has none.
 */
export const lighthouse: JsonFormat = {
  format: 'lighthouse',
  hint: /"(lighthouseVersion|lighthouseResult|isRepresentativeRun)"\s*:|"pagespeedonline#result"/,
  shape: lighthouseShape,
  matches: value =>
    asRecord(value)?.kind === pageSpeed || pagesOf(value).length > 0,
  read(value): ParsedReport {
    const pages = pagesOf(value);
    if (pages.length === 0) {
      return noData(
        'The answer of PageSpeed Insights holds no Lighthouse result: it is of a version before 5, or the page failed.',
      );
    }
    const scores = new LighthouseScores();
    for (const page of pages) scores.add(page);
    const first = pages.find(isLhr);
    return orNoData(
      {
        measurements: scores.measurements(),
        problems: scores.problems(),
        tool: 'Lighthouse',
        toolVersion: asString(first?.lighthouseVersion),
        generatedAt: oldest(pages),
      },
      'The report holds no score.',
    );
  },
};

/** The oldest page makes the age of all. */
function oldest(pages: readonly JsonRecord[]): string | undefined {
  return pages
    .map(page =>
      parseTimestamp(asString(page.fetchTime) ?? asString(page.generatedTime)),
    )
    .filter(time => time !== undefined)
    .sort()[0];
}
