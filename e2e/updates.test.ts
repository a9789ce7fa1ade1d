/**
 * The platform team releases a new version of the templates: services fall behind, their teams look at the update line by
 * line and open it as pull requests, which keep what the team has changed. Last of all files by its name, because later
 * services would be made from the new version.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import type { TemplateFleet } from '@heal7/backstage-plugin-template-updates-common';
import { expectAccessible } from './support/accessibility';
import { commitFile } from './support/git-files';
import { github } from './support/github';
import { signInAs } from './support/people';
import { picture } from './support/pictures';
import { ask, portalKnowsItsServices, tokenOf } from './support/portal-api';
import { fileOf, releaseTemplates } from './support/sandbox';

const service = 'heal7-backend';
const branch = `heal7/template-update-${service}`;
const teamsRow = '| the cache is empty | Redis | nothing, it fills again |';
const templatesRow = '| pods restart | portal, tab Kubernetes';

const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({
    has: page.getByRole('link', { name, exact: true }),
  });
const remember = (page: Page, key: 'theme' | 'language', value: string) =>
  page.addInitScript(
    ([name, chosen]) => window.localStorage.setItem(name, chosen),
    [key, value],
  );

async function fleetSays(state: string, timeout: number) {
  const token = await tokenOf('minji');
  await expect
    .poll(
      async () => {
        const path = '/template-updates/services';
        const { body } = await ask<TemplateFleet>('GET', path, { token });
        return body.items?.find(it => it.entityRef.endsWith(`/${service}`))
          ?.state;
      },
      { timeout },
    )
    .toBe(state);
}

/** Opens a file of the preview and returns its lines. */
async function openFile(dialog: Locator, path: string): Promise<Locator> {
  await dialog.getByText(path, { exact: true }).first().click();
  const lines = dialog.getByRole('group', { name: `Changes of ${path}` });
  await expect(lines.first()).toBeVisible();
  return lines.first();
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  await portalKnowsItsServices();
});

test('a new version of the templates: the services are behind', async ({
  page,
}) => {
  await commitFile({
    repository: service,
    path: 'docs/runbook.md',
    message: 'What an empty cache means',
    edit: text => text.replace(/(\| `SlowRequests` .*\n)/, `$1${teamsRow}\n`),
  });
  await fleetSays('current', 120_000);
  await releaseTemplates();
  await fleetSays('behind', 200_000);

  await signInAs(page, 'minji');
  await page.goto('/template-updates');
  const row = rowOf(page, service);
  await expect(row).toContainText('1 version behind');
  await expect(row).toContainText('1.0.0');
  await expect(page.getByText('1.1.0 (newest)').first()).toBeVisible();
  await expectAccessible(page);
  await picture(page, 'template-updates', false);
});

test('the preview shows the update line by line, and changes nothing', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await page.goto('/template-updates');
  await page
    .getByRole('button', { name: `Preview update of ${service}` })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('backend-service: 1.0.0 → 1.1.0', {
    timeout: 120_000,
  });
  await expect(dialog).toContainText('The changes of your team are kept.');
  const runbook = await openFile(dialog, 'docs/runbook.md');
  await expect(runbook).toContainText(`added:+${templatesRow}`);
  await expect(runbook).not.toContainText(`added:+${teamsRow}`);
  const load = await openFile(dialog, 'tests/load/load.js');
  await expect(load).toContainText(
    "removed:-    http_req_duration: ['p(95)<500', 'p(99)<2000'],",
  );
  await expect(load).toContainText(
    "added:+    http_req_duration: ['p(95)<400', 'p(99)<1500'],",
  );
  const values = `environments/prod/${service}/values.yaml`;
  await expect(await openFile(dialog, values)).toContainText(
    'added:+  interval: 15s',
  );
  await expectAccessible(page);
  await dialog.getByText(values, { exact: true }).first().click();
  await picture(page, 'template-update-preview', false);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const open = await github<object[]>(
    'GET',
    `/${service}/pulls?state=open&head=heal7:${branch}`,
  );
  expect(open).toEqual([]);
});

test('in Korean, on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'minji');
  await remember(page, 'language', 'ko');
  await page.goto('/template-updates');
  const widest = () =>
    page.evaluate(() => document.scrollingElement?.scrollWidth);
  await expect(rowOf(page, service)).toBeVisible({ timeout: 60_000 });
  expect(await widest()).toBeLessThanOrEqual(390);
  await rowOf(page, service)
    .getByRole('button', { name: /미리보기|미리 보기/ })
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1.0.0 → 1.1.0', { timeout: 120_000 });
  await dialog.getByText('docs/runbook.md', { exact: true }).first().click();
  expect(await widest()).toBeLessThanOrEqual(390);
  expect(await dialog.innerText()).not.toMatch(
    /\b(changed|files change|are kept|Close|Open \d)\b/,
  );
});

test('its pull requests have the update and the work of the team', async ({
  page,
}) => {
  await remember(page, 'theme', 'dark');
  await signInAs(page, 'minji');
  await page.goto('/template-updates');
  await page
    .getByRole('button', { name: `Preview update of ${service}` })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('button', { name: 'Open 2 pull requests' })
    .click({ timeout: 120_000 });
  await dialog.getByRole('button', { name: 'Open now' }).click();
  await expect(dialog).toContainText('The pull requests are open', {
    timeout: 120_000,
  });
  const link = dialog.getByRole('link', {
    name: new RegExp(`Pull request heal7/${service} #\\d+`),
  });
  await expect(
    dialog.getByRole('link', { name: /Pull request heal7\/k8s-manifests #/ }),
  ).toBeVisible();
  const address = String(await link.getAttribute('href'));

  const runbook = await fileOf(service, 'docs/runbook.md', branch);
  expect(runbook).toContain(templatesRow);
  expect(runbook).toContain(teamsRow);
  expect(await fileOf(service, 'tests/load/load.js', branch)).toContain(
    'p(95)<400',
  );
  expect(
    JSON.parse(await fileOf(service, '.heal7/template.json', branch)),
  ).toMatchObject({ template: 'backend-service', version: '1.1.0' });
  for (const own of ['VERSION', 'CHANGES.md', 'requirements-dev.txt']) {
    expect(await fileOf(service, own, branch), own).toBe(
      await fileOf(service, own, 'main'),
    );
  }
  const [pull] = await github<
    Array<{ title: string; draft: boolean; html_url: string }>
  >('GET', `/${service}/pulls?state=open&head=heal7:${branch}`);
  expect(pull).toMatchObject({
    title: 'Template backend-service: 1.0.0 → 1.1.0',
    draft: false,
    html_url: address,
  });

  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(rowOf(page, service)).toContainText('update proposed');
  await page.goto(address);
  await expect(page.getByText(pull.title).first()).toBeVisible();
});
