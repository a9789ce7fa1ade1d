import { expect, type Page } from '@playwright/test';

/** No file names with lines, no "at function (…)": what a stack trace looks like when it reaches a person. */
export async function expectNoStackTrace(page: Page) {
  const text = await page.locator('body').innerText();
  expect(text).not.toMatch(/\bat \S+ \(.*:\d+:\d+\)|\.[cm]?[jt]sx?:\d+:\d+/);
  expect(text).not.toContain('node_modules');
}
