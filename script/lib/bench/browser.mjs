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

/** The same steps as e2e/support/people.ts; a portal that has just started may not know the person yet. */
export async function signIn(context, login = 'minji') {
  const page = await context.newPage();
  const home = page.getByRole('heading', {
    name: 'What would you like to do?',
  });
  for (let attempt = 1; ; attempt += 1) {
    await page.goto('/');
    const popup = page.waitForEvent('popup', { timeout: 60_000 });
    await signInButton(page).click({ timeout: 60_000 });
    const oauth = await popup;
    const closed = oauth.waitForEvent('close', { timeout: 60_000 });
    await oauth.getByText(login, { exact: true }).click();
    await closed;
    // The page says why when the sign-in is refused.
    const refused = page.getByText(/Failed to sign-in/i).first();
    await home.or(refused).first().waitFor({ timeout: 90_000 });
    if (await home.isVisible()) return page;
    const reason = (await refused.innerText()).trim();
    if (attempt === 10) throw new Error(`cannot sign in: ${reason}`);
    console.log(`sign-in refused (${reason}); trying again`);
    await page.waitForTimeout(3_000);
  }
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
