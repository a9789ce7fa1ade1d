/**
 * The newcomer's walk: what a person does in the first half hour, in a real browser on the sandbox. The steps build on
 * each other, as they do for the person.
 */
import { expect, test } from '@playwright/test';
import {
  confirmRollback,
  lane,
  openCicd,
  rollbackSucceeded,
} from './support/cicd-tab';
import { enterAsGuest, signInAs } from './support/people';
import { picture } from './support/pictures';
import { manifest, release, slackText } from './support/sandbox';

test.describe.configure({ mode: 'serial' });

test('1. the catalog shows HEAL7: services, owners, APIs, resources, search', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await expect(page.getByRole('link', { name: 'heal7-backend' })).toBeVisible({
    timeout: 60_000,
  });
  await picture(page, 'home', false);

  await page.goto('/catalog?filters[kind]=component&filters[user]=all');
  for (const service of [
    'heal7-frontend',
    'heal7-backend',
    'saju-calculator',
  ]) {
    await expect(
      page.getByRole('link', { name: service, exact: true }),
    ).toBeVisible();
  }
  await picture(page, 'catalog', false);
  await page.goto('/catalog?filters[kind]=resource&filters[user]=all');
  await expect(page.getByText('PostgreSQL (Amazon RDS)')).toBeVisible();
  await expect(page.getByText('Redis (Amazon ElastiCache)')).toBeVisible();
  await page.goto('/catalog?filters[kind]=api&filters[user]=all');
  await expect(page.getByText('heal7-backend-api').first()).toBeVisible();

  // The search index is made in the background after the start.
  await expect(async () => {
    await page.goto('/search?query=saju');
    await expect(
      page.getByRole('link', { name: /saju-calculator/ }).first(),
    ).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 120_000 });

  await page.goto('/catalog/default/component/heal7-backend/kubernetes');
  await expect(page.getByText('Production').first()).toBeVisible();
  await expect(page.getByText('No pods with errors').first()).toBeVisible({
    timeout: 60_000,
  });

  await page.goto('/docs/default/component/heal7-backend');
  await expect(
    page
      .getByText(/mkdocs is not installed|four pillars|heal7-backend/)
      .first(),
  ).toBeVisible({ timeout: 60_000 });
});

test('2. a template makes a service that runs in development by itself', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await page.goto('/create');
  await page.getByRole('button', { name: 'Choose' }).first().click();
  await page.getByLabel(/^Name/).fill('fortune-cookie');
  await page
    .getByLabel(/^Description/)
    .fill('Answers with one sentence of luck');
  await page.getByLabel(/^Owner/).click();
  await page
    .getByRole('option', { name: /team-saju|Team Saju/i })
    .first()
    .click();
  await picture(page, 'template-create-form', false);
  await page.getByLabel(/^Name/).fill('Fortune Cookie');
  await page.getByRole('button', { name: 'Next' }).click();
  // A bad name is refused at its field, and nothing typed is lost.
  await expect(
    page.getByText('Only lower case letters, digits and hyphens.'),
  ).toBeVisible();
  await page.getByLabel(/^Name/).fill('fortune-cookie');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByLabel(/^Public path/)).toHaveValue('/api');
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText(/^\d+ files\. Nothing is created/)).toBeVisible({
    timeout: 60_000,
  });
  await picture(page, 'template-create-preview', false);
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).last().click();

  const toTab = page.getByRole('link', { name: 'CI/CD of fortune-cookie' });
  await expect(toTab).toBeVisible({ timeout: 120_000 });
  await picture(page, 'template-create-done');
  await toTab.click();

  const development = lane(page, 'Development');
  await expect(development.getByText(/^0\.1\.\d+/).first()).toBeVisible({
    timeout: 150_000,
  });
  await expect(development.getByText('healthy')).toBeVisible({
    timeout: 60_000,
  });
  await expect(development.getByText('synced')).toBeVisible();
  await picture(page, 'cicd-new-service');
});

test('3. its quality gates are on the service page, with value, threshold and commit', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, 'fortune-cookie');
  const gates = page.getByRole('region', { name: /Quality gate/ });
  await expect(gates.getByText('passed').first()).toBeVisible({
    timeout: 30_000,
  });
  await page.goto('/catalog/default/component/fortune-cookie/quality-gates');
  await expect(page.getByText(/85 ?%/).first()).toBeVisible();
  await picture(page, 'gates-new-service');
});

test('4. a bad release is caught by the canary, and the tab says why while it happens', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, 'heal7-backend');
  await release({ service: 'heal7-backend', quality: 'bad' });
  await expect(
    lane(page, 'Production').getByText(/canary 1\.\d+\.\d+ at 10/),
  ).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText('outside limit').first()).toBeVisible({
    timeout: 60_000,
  });
  await picture(page, 'canary-running');
  await expect(
    page.getByText(/Canary of .* in Production stopped/).first(),
  ).toBeVisible({ timeout: 120_000 });
  await picture(page, 'canary-stopped');
});

test('5. another team may look but not roll back', async ({ page }) => {
  await signInAs(page, 'jisoo');
  await openCicd(page, 'saju-calculator');
  const production = lane(page, 'Production');
  await expect(
    production.getByRole('button', { name: /Roll back/ }),
  ).toBeDisabled();
  await expect(
    production.getByText(/owner|may not|permission/i).first(),
  ).toBeVisible();
});

test('6. the owner stops a running canary; the bad version is held', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, 'saju-calculator');
  await release({ service: 'saju-calculator', quality: 'bad', fast: true });
  await page
    .getByRole('button', { name: 'Stop canary in Production' })
    .click({ timeout: 120_000 });
  await expect(
    page.getByText(/Canary .* is stopped through Flagger/),
  ).toBeVisible();
  await picture(page, 'rollback-plan', false);

  const submit = page
    .getByRole('dialog')
    .getByRole('button', { name: 'Stop canary', exact: true });
  await submit.click();
  await expect(page.getByText('Write at least 3 characters')).toBeVisible();
  await confirmRollback(page, {
    reason: '5xx on login since 12:29',
    service: 'saju-calculator',
    submit: 'Stop canary',
  });
  await rollbackSucceeded(page);
  await picture(page, 'rollback-done', false);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Close' })
    .last()
    .click();
  await expect(
    lane(page, 'Production').getByText(/is held back/),
  ).toBeVisible();
  expect(
    await manifest('environments/prod/saju-calculator/values-prod.yaml'),
  ).toContain('0.13.0-');
  expect(await slackText()).toContain('5xx on login since 12:29');
});

test('7. a finished deployment is taken back and self-heal does not undo it', async ({
  page,
}) => {
  await signInAs(page, 'jisoo');
  await openCicd(page, 'heal7-frontend');
  const development = lane(page, 'Development');
  await expect(development.getByText('healthy')).toBeVisible({
    timeout: 60_000,
  });
  const before = await manifest(
    'environments/dev/heal7-frontend/values-dev.yaml',
  );
  const [, tag] = /tag: ['"]?([^'"\s]+)/.exec(before) ?? [];
  const label = tag.split('-')[0];

  await release({
    service: 'heal7-frontend',
    quality: 'bad-later',
    fast: true,
  });
  await expect(development.getByText(label, { exact: true })).toBeHidden({
    timeout: 60_000,
  });
  await expect(development.getByText('healthy')).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole('button', { name: 'Roll back Development' }).click();
  await confirmRollback(page, {
    reason: 'memory leak after an hour',
    service: 'heal7-frontend',
    submit: 'Roll back',
  });
  await rollbackSucceeded(page);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Close' })
    .last()
    .click();
  await expect(development.getByText(label, { exact: true })).toBeVisible();
  expect(
    await manifest('environments/dev/heal7-frontend/values-dev.yaml'),
  ).toContain(tag);

  // Several rounds of self-heal later it is still the version people were brought back to.
  await page.waitForTimeout(15_000);
  await expect(development.getByText(label, { exact: true })).toBeVisible();
  await expect(development.getByText('synced')).toBeVisible();
});

test('8. a guest looks around and may change nothing', async ({ page }) => {
  await enterAsGuest(page);
  await openCicd(page, 'heal7-backend');
  for (const button of await page
    .getByRole('button', { name: /^Roll back/ })
    .all()) {
    await expect(button).toBeDisabled();
  }
});
