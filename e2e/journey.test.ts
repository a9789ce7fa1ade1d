/**
 * All the way of a service out of a template, with what the template wrote and nothing else: form → CI → gates →
 * development → staging → a canary in production, one that is promoted and one that is stopped. The steps build on each
 * other.
 */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { lane, openCicd, runsInDevelopment } from './support/cicd-tab';
import { create, fillForm } from './support/create-service';
import {
  fromCluster,
  queriesOf,
  rulesOf,
  seriesOf,
} from './support/monitoring';
import { signInAs } from './support/people';
import { portalKnowsItsServices } from './support/portal-api';
import { promoteByPullRequest, wantedTag } from './support/promotion';
import { release } from './support/sandbox';

const name = 'star-counter';

/** The panel of the rollout in production. */
const canaryPanel = (page: Page): Locator =>
  page.getByRole('region', { name: /^Canary .*Production/ });
/** "0.1.2" of "0.1.2-a1b2c3d". */
const labelOf = (tag: string) => tag.split('-')[0];

async function runsIn(page: Page, environment: string, tag: string) {
  const there = lane(page, environment);
  await expect(there.getByText(labelOf(tag), { exact: true })).toBeVisible({
    timeout: 90_000,
  });
  await expect(there.getByText('healthy')).toBeVisible({ timeout: 60_000 });
  await expect(there.getByText('synced')).toBeVisible({ timeout: 60_000 });
}

test.describe.configure({ mode: 'serial' });
test.beforeAll(portalKnowsItsServices);

test('the form makes it, CI is green, its gate passes, it runs in development', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await fillForm(page, {
    template: 'compute-service',
    name,
    description: 'Counts the stars of a night',
    owner: /team-saju|Team Saju/i,
  });
  await expect(
    page.getByText(/\d+ files\. Nothing is created yet\./),
  ).toBeVisible({ timeout: 60_000 });
  await create(page);
  const toTab = page.getByRole('link', { name: `CI/CD of ${name}` });
  await expect(toTab).toBeVisible({ timeout: 120_000 });
  await toTab.click();
  await runsInDevelopment(page);
  const [newest] = await page
    .getByRole('region', { name: 'Releases' })
    .getByRole('listitem')
    .all();
  await expect(newest).toContainText(
    /Commit.*done.*Gates.*passed.*Image.*done/,
  );
});

test('pull requests to the manifests bring it to staging and to production', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, name);
  const tag = await wantedTag(name, 'dev');
  expect(tag).toMatch(/^0\.1\.\d+-[0-9a-f]{7}$/);
  for (const [environment, title] of [
    ['staging', 'Staging'],
    ['prod', 'Production'],
  ]) {
    await expect(lane(page, title).getByText('Not deployed yet')).toBeVisible();
    await promoteByPullRequest(name, environment, tag);
    await runsIn(page, title, tag);
  }
});

test('its next version goes through CI, gate, development and staging into a canary, which is promoted', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, name);
  const before = labelOf(await wantedTag(name, 'prod'));
  const playing = release({ service: name, quality: 'healthy' });
  const production = lane(page, 'Production');
  await expect(production.getByText(/canary 0\.1\.\d+ at [1-5]0/)).toBeVisible({
    timeout: 180_000,
  });
  const panel = canaryPanel(page);
  await expect(panel).toContainText(`stable ${before}`);
  await expect(panel).toContainText(/[1-5]0 % of at most 50 %/);
  for (const metric of ['Success rate', 'Request duration', 'p95-duration']) {
    await expect(
      panel.getByRole('listitem').filter({ hasText: metric }).first(),
    ).toContainText(/within limit.*Canary.*\d+.*Stable.*\d+.*Limit/, {
      timeout: 30_000,
    });
  }
  await playing;
  const tag = await wantedTag(name, 'prod');
  expect(labelOf(tag)).not.toBe(before);
  await expect(panel.getByText(/^Promotion completed!/)).toBeVisible({
    timeout: 120_000,
  });
  await expect(panel.getByText('succeeded')).toBeVisible();
  // Flagger asked the portal before it began, at the address that the chart names.
  await panel.getByRole('button', { name: /^Show all \d+ events/ }).click();
  await expect(
    panel.getByText('Confirm-rollout check confirm-rollout passed').first(),
  ).toBeVisible();
  await runsIn(page, 'Production', tag);
  for (const title of ['Development', 'Staging']) {
    await runsIn(page, title, tag);
  }
});

test('its dashboard, alerts and metrics are in the cluster and Prometheus answers them', async () => {
  const namespace = 'heal7-prod';
  const { data } = await fromCluster<{ data: Record<string, string> }>(
    `/api/v1/namespaces/${namespace}/configmaps/${name}-dashboard`,
  );
  const queries = queriesOf(data[`${name}.json`], { service: name, namespace });
  // Those of every service and those for calculations.
  expect(queries.length).toBeGreaterThan(15);
  await expect(async () => {
    const empty = [];
    for (const query of queries) {
      if ((await seriesOf(query)) === 0) empty.push(query);
    }
    expect(empty).toEqual([]);
  }).toPass({ timeout: 30_000 });

  const { spec } = await fromCluster<{
    spec: { groups: Array<{ rules: Array<{ alert?: string }> }> };
  }>(
    `/apis/monitoring.coreos.com/v1/namespaces/${namespace}/prometheusrules/${name}`,
  );
  const alerts = spec.groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ alert }) => alert ?? []);
  expect(alerts).toEqual([
    'ErrorBudgetBurnsFast',
    'ErrorBudgetBurns',
    'SlowRequests',
    'CalculationsRefused',
  ]);
  const rules = await rulesOf(name);
  expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);
  expect(
    rules
      .filter(({ type }) => type === 'alerting')
      .map(rule => [rule.name, rule.state]),
  ).toEqual(alerts.map(alert => [alert, 'inactive']));
});

test('a bad version is stopped by its own canary, and the tab says why', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await openCicd(page, name);
  const good = await wantedTag(name, 'prod');
  await release({ service: name, quality: 'bad' });
  const bad = await wantedTag(name, 'prod');
  expect(bad).not.toBe(good);
  await expect(
    page
      .getByText(
        new RegExp(
          `Canary of ${labelOf(
            bad,
          )} in Production stopped: .* \\((min|max) .*for 5 checks`,
        ),
      )
      .first(),
  ).toBeVisible({ timeout: 120_000 });
  const panel = canaryPanel(page);
  await expect(panel).toContainText('5 of 5');
  await expect(panel).toContainText('outside limit');
  // Flagger's events came to the portal by the webhook that the chart names.
  await expect(panel.getByText(/^Canary failed! Scaling down/)).toBeVisible();
  const production = lane(page, 'Production');
  await expect(
    production.getByText(labelOf(good), { exact: true }),
  ).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: 'History' })
      .getByRole('listitem')
      .filter({ hasText: labelOf(bad) })
      .filter({ hasText: 'Production' }),
  ).toContainText('failed');
});
