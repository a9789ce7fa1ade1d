import { chromium } from '@playwright/test';
import { chromiumPath } from '../chromium.mjs';

/** A real Chromium for as long as `use` runs. */
export async function withBrowser(use) {
  const browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-dev-shm-usage',
    ],
  });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

/** A browser profile of its own: nothing cached, nobody signed in. */
export const newProfile = (browser, baseURL) =>
  browser.newContext({
    baseURL,
    locale: 'en-US',
    viewport: { width: 1280, height: 900 },
  });

export const signInButton = page =>
  page.getByRole('button', { name: 'Sign In' });

/** The same steps as e2e/support/people.ts. */
export async function signIn(context, login = 'minji') {
  const page = await context.newPage();
  await page.goto('/');
  const popup = page.waitForEvent('popup');
  await signInButton(page).click();
  const oauth = await popup;
  const closed = oauth.waitForEvent('close');
  await oauth.getByText(login, { exact: true }).click();
  await closed;
  await page
    .getByRole('heading', { name: 'What would you like to do?' })
    .waitFor();
  return page;
}

export const service = 'heal7-backend';
export const overviewPath = `/catalog/default/component/${service}`;
export const tabPath = `${overviewPath}/ci-cd`;

/** The lane that the benchmarks change and look at. */
export const developmentLane = page =>
  page.getByRole('listitem', { name: 'Development', exact: true });

/** Opens the tab; right after the start its data may still be on the way. */
export async function openTab(page) {
  await page.goto(tabPath);
  await developmentLane(page)
    .getByText(/pods ready/)
    .waitFor({ timeout: 120_000 });
}
