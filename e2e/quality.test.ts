/**
 * For everyone: with a keyboard, with a screen reader, in the dark, in Korean, on a phone; and quiet when nobody looks.
 */
import { expect, type Page, test } from '@playwright/test';
import type { ServiceDelivery } from '@heal7/backstage-plugin-delivery-common';
import { expectAccessible } from './support/accessibility';
import { lane, openCicd } from './support/cicd-tab';
import { enterAsGuest, signInAs } from './support/people';
import { ask, portalKnowsItsServices, tokenOf } from './support/portal-api';
import { faults } from './support/sandbox';

const service = 'heal7-backend';

/** What a person chose earlier is in the browser's storage before the first page loads. */
const remember = (page: Page, key: 'theme' | 'language', value: string) =>
  page.addInitScript(
    ([name, chosen]) => window.localStorage.setItem(name, chosen),
    [key, value],
  );

test.beforeAll(portalKnowsItsServices);

test.afterAll(async () => {
  await faults({ heal: true });
});

test('home and catalog have no accessibility violation', async ({ page }) => {
  await signInAs(page, 'minji');
  await expect(page.getByRole('link', { name: service })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/catalog?filters[kind]=component&filters[user]=all');
  await expect(
    page.getByRole('link', { name: service, exact: true }),
  ).toBeVisible();
  await expectAccessible(page, [
    {
      selector: 'thead',
      reason:
        'heads of the table of the Backstage catalog (material-table): sort buttons that are nested and small',
    },
  ]);
});

for (const theme of ['light', 'dark']) {
  test(`the CI/CD tab has no accessibility violation in the ${theme}`, async ({
    page,
  }) => {
    await remember(page, 'theme', theme);
    await enterAsGuest(page);
    await openCicd(page, service);
    await expect(
      page.getByRole('region', { name: 'Quality gates' }),
    ).toBeVisible();
    await expect(page.locator('body')).toHaveAttribute(
      'data-theme-mode',
      theme,
    );
    await expectAccessible(page);
  });
}

test('the roll back dialog has no accessibility violation', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, service);
  await page.getByRole('button', { name: 'Roll back Staging' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeVisible();
  await expectAccessible(page);
  // With what is wrong said at the fields, too.
  await dialog.getByRole('button', { name: /^Roll back|^Ask for/ }).click();
  await expect(dialog.getByText('Write at least 3 characters')).toBeVisible();
  await expectAccessible(page);
});

test('the quality gates tab has no accessibility violation', async ({
  page,
}) => {
  await enterAsGuest(page);
  await page.goto(`/catalog/default/component/${service}/quality-gates`);
  await expect(
    page.getByRole('region', { name: 'Judged commits' }),
  ).toBeVisible();
  await expectAccessible(page);
});

test('a keyboard is enough to roll back, and Escape leads back', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, service);
  const button = page.getByRole('button', { name: 'Roll back Staging' });
  await expect(button).toBeEnabled();
  const focused = () =>
    button.evaluate(element => element === document.activeElement);
  let steps = 0;
  while (!(await focused()) && steps < 150) {
    await page.keyboard.press('Tab');
    steps += 1;
  }
  expect(await focused(), `after ${steps} times Tab`).toBe(true);

  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeVisible();
  const inside = () =>
    dialog.evaluate(element => element.contains(document.activeElement));
  const visited = new Set<string>();
  for (let step = 0; step < 25; step += 1) {
    await page.keyboard.press(step < 20 ? 'Tab' : 'Shift+Tab');
    expect(await inside(), `after ${step + 1} steps`).toBe(true);
    visited.add(
      await page.evaluate(() => document.activeElement?.textContent ?? ''),
    );
  }
  expect([...visited].join('|')).toContain('Cancel');

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
});

test('it speaks Korean', async ({ page }) => {
  await signInAs(page, 'minji');
  await remember(page, 'language', 'ko');
  await page.goto(`/catalog/default/component/${service}/ci-cd`);
  await expect(page.getByRole('region', { name: '릴리스' })).toBeVisible({
    timeout: 60_000,
  });
  const staging = lane(page, 'Staging');
  await expect(staging.getByText('정상')).toBeVisible();
  await expect(staging.getByText('동기화됨')).toBeVisible();
  await expect(page.getByRole('region', { name: '품질 게이트' })).toBeVisible();

  await page.getByRole('button', { name: 'Staging 환경 롤백' }).click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByRole('textbox', { name: '롤백 이유' }),
  ).toBeVisible();
  await dialog.getByRole('button', { name: '취소' }).click();
  await expect(dialog).toBeHidden();

  // What the backend says is translated by its code, not shown in English.
  const text = await page.getByRole('main').innerText();
  expect(text).not.toMatch(
    /\b(healthy|synced|Roll back|pods ready|deployed)\b/,
  );

  // So do Backstage's own pages on the way to a new service, and the side bar.
  await page.goto('/create');
  await expect(
    page.getByRole('button', { name: '선택' }).first(),
  ).toBeVisible();
  await expect(
    page.getByRole('navigation').getByRole('link', { name: '등록' }),
  ).toBeVisible();
  await page.getByRole('button', { name: '선택' }).first().click();
  await expect(page.getByRole('button', { name: '다음' })).toBeVisible();
});

test('on a phone nothing scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'minji');
  const widest = () =>
    page.evaluate(() => document.scrollingElement?.scrollWidth);
  await openCicd(page, service);
  await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
  expect(await widest()).toBeLessThanOrEqual(390);

  await page.getByRole('button', { name: 'Roll back Staging' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox', { name: 'Reason' })).toBeVisible();
  expect(await widest()).toBeLessThanOrEqual(390);
  const box = await dialog.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? Infinity)).toBeLessThanOrEqual(390);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await page.goto(`/catalog/default/component/${service}/quality-gates`);
  await expect(
    page.getByRole('region', { name: 'Judged commits' }),
  ).toBeVisible();
  expect(await widest()).toBeLessThanOrEqual(390);
});

test('a hidden tab sends nothing, and is up to date when it is shown', async ({
  page,
}) => {
  const token = await tokenOf('jisoo');
  await signInAs(page, 'jisoo');
  await openCicd(page, 'heal7-frontend');
  await expect(
    page.getByRole('region', { name: 'Quality gates' }),
  ).toBeVisible();
  const production = lane(page, 'Production');
  await expect(production.getByText('healthy')).toBeVisible();

  await show(page, false);
  const sent: string[] = [];
  page.on('request', request => {
    if (/\/api\/(delivery|quality-gates)\//.test(request.url())) {
      sent.push(request.url());
    }
  });
  await faults({ clusters: { 'heal7-prod': 'refuse' } });
  await expect
    .poll(
      async () => {
        const path = '/delivery/services/component/default/heal7-frontend';
        const { body } = await ask<ServiceDelivery>('GET', path, { token });
        return body.environments.at(-1)?.stale;
      },
      { timeout: 45_000 },
    )
    .toBe(true);
  // The signal about it has come long ago by then.
  await page.waitForTimeout(3_000);
  expect(sent).toEqual([]);
  await expect(production.getByText(/is not reachable/)).toBeHidden();

  await show(page, true);
  await expect(production.getByText(/is not reachable/)).toBeVisible();
  expect(sent.length).toBeGreaterThan(0);
  await faults({ heal: true });
  await expect(production.getByText(/is not reachable/)).toBeHidden({
    timeout: 60_000,
  });
});

/** What a browser does with a tab in the background; a headless one never does it by itself. */
const show = (page: Page, visible: boolean) =>
  page.evaluate(
    state => {
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        get: () => state,
      });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    visible ? 'visible' : 'hidden',
  );
