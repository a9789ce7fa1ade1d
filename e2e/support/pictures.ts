import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';

const folder = 'docs/images';

/** Draws a picture of the documentation, only when asked to (PICTURES=1 script/e2e). */
export async function picture(page: Page, name: string, fullPage = true) {
  if (!process.env.PICTURES) return;
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(400);
  await page.screenshot({
    path: `${folder}/${name}.png`,
    fullPage,
    animations: 'disabled',
  });
}
