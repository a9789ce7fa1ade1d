import { expect, type Locator, type Page } from '@playwright/test';

export async function openCicd(page: Page, service: string) {
  await page.goto(`/catalog/default/component/${service}/ci-cd`);
  await expect(lane(page, 'Development')).toBeVisible({ timeout: 60_000 });
}

/** The lane of one environment, by its title. */
export const lane = (page: Page, environment: string): Locator =>
  page.getByRole('listitem', { name: environment, exact: true });

/** Fills the open roll back dialog as a person would (target as proposed) and starts it. */
export async function confirmRollback(
  page: Page,
  options: { reason: string; service: string; submit: string },
) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(options.reason);
  const confirmation = dialog.getByRole('textbox', { name: /to confirm/ });
  if (await confirmation.isVisible()) await confirmation.fill(options.service);
  await dialog
    .getByRole('button', { name: options.submit, exact: true })
    .click();
}

/** Waits until the open dialog says that the roll back ended well. */
export async function rollbackSucceeded(page: Page) {
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByText('succeeded', { exact: true }).first(),
  ).toBeVisible({
    timeout: 150_000,
  });
}
