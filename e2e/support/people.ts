import { expect, type Page } from '@playwright/test';

/** Signs in with the real GitHub provider; the sandbox's OAuth page lists the people. */
export async function signInAs(page: Page, login: string) {
  await page.goto('/');
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Sign In' }).click();
  const oauth = await popup;
  const closed = oauth.waitForEvent('close');
  await oauth.getByText(login, { exact: true }).click();
  await closed;
  await expect(
    page.getByRole('heading', { name: 'What would you like to do?' }),
  ).toBeVisible();
}

export async function enterAsGuest(page: Page) {
  await page.goto('/');
  await page.getByRole('button', { name: 'Enter' }).click();
  await expect(
    page.getByRole('heading', { name: 'What would you like to do?' }),
  ).toBeVisible();
}
