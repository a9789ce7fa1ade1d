import { expect, type Locator, type Page } from '@playwright/test';

export async function openCicd(page: Page, service: string) {
  await page.goto(`/catalog/default/component/${service}/ci-cd`);
  await expect(lane(page, 'Development')).toBeVisible({ timeout: 60_000 });
}

/** The lane of one environment, by its title. */
export const lane = (page: Page, environment: string): Locator =>
  page.getByRole('listitem', { name: environment, exact: true });

/** The first build of a new service has arrived, with its gate passed. */
export async function runsInDevelopment(page: Page) {
  const development = lane(page, 'Development');
  await expect(development.getByText(/^0\.1\.\d+/).first()).toBeVisible({
    timeout: 150_000,
  });
  await expect(development.getByText('healthy')).toBeVisible({
    timeout: 60_000,
  });
  const gates = page.getByRole('region', { name: /Quality gate/ });
  await expect(gates.getByText('passed').first()).toBeVisible({
    timeout: 60_000,
  });
}

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
