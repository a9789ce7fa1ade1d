import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { writeReport } from './reports';

const standard = [
  'wcag2a',
  'wcag2aa',
  'wcag21a',
  'wcag21aa',
  'wcag22a',
  'wcag22aa',
];

/** What is excluded, and why: parts of the page that are Backstage's own and not ours to change. */
export interface Exclusion {
  selector: string;
  reason: string;
}

/** On every page. */
const everywhere: readonly Exclusion[] = [
  {
    selector: 'a[href="/notifications"]',
    reason:
      "Backstage's item of the side bar: its name does not hold the number of unread notifications that it shows",
  },
];

/** No violation of WCAG 2.x A or AA on the page as it is now; each one is named with its first element. */
export async function expectAccessible(
  page: Page,
  exclusions: readonly Exclusion[] = [],
) {
  // Contrast is of the end of an animation, not of its middle.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter(it => it.effect?.getComputedTiming().endTime !== Infinity)
        .map(it => it.finished.catch(() => undefined)),
    ),
  );
  const axe = new AxeBuilder({ page }).withTags(standard);
  [...everywhere, ...exclusions].forEach(({ selector }) =>
    axe.exclude(selector),
  );
  const results = await axe.analyze();
  const { testEngine, url, timestamp, violations, incomplete } = results;
  // For the quality gate; what passed is only counted there.
  writeReport(`axe-${test.info().titlePath.join(' ')}`, {
    testEngine,
    url,
    timestamp,
    violations,
    incomplete,
  });
  expect(
    violations.map(({ id, nodes }) => ({
      id,
      elements: nodes.length,
      first: nodes[0]?.html.slice(0, 300),
      at: nodes.map(({ target }) => target.join(' ')).slice(0, 5),
      why: nodes[0]?.failureSummary,
    })),
  ).toEqual([]);
}
