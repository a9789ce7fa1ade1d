import { mkdirSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { basePath } from '../../server/app.ts';

test('greets by name, without errors in the console', async ({ page }) => {
  const errors: string[] = [];
  page.on(
    'console',
    message => message.type() === 'error' && errors.push(message.text()),
  );
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(basePath);
  await page.getByLabel('이름').fill('민지');
  await expect(page.getByRole('status')).toContainText('민지 님');
  expect(errors).toEqual([]);
});

test('is accessible by WCAG 2.2 AA', async ({ page }) => {
  await page.goto(basePath);
  await page.getByRole('heading').waitFor();
  const results = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  mkdirSync('reports', { recursive: true });
  writeFileSync('reports/axe.json', JSON.stringify(results));
  expect(results.violations).toEqual([]);
});
