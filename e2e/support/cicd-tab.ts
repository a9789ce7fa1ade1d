import { expect, type Locator, type Page } from '@playwright/test';

export const openCicd = async (page: Page, service: string) => {
  await page.goto(`/catalog/default/component/${service}/ci-cd`);
  await expect(lane(page, 'Development')).toBeVisible({ timeout: 60_000 });
};

/** The lane of one environment, by its title. */
export const lane = (page: Page, environment: string): Locator =>
  page.getByRole('region', { name: environment, exact: true });

/** Rolls back through the dialog that is open: target as proposed, reason, confirmation where asked. */
export async function confirmRollback(page: Page, options: { reason: string; service: string; submit: RegExp }) {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(options.reason);
  const confirmation = dialog.getByRole('textbox', { name: /to confirm/ });
  if (await confirmation.isVisible()) await confirmation.fill(options.service);
  await dialog.getByRole('button', { name: options.submit }).click();
}
