/**
 * Bad input and faults: a clear message at the place it concerns, the rest works, nothing is lost, no stack trace to a
 * person. Everything broken here is mended again, and what the newcomer's walk looks at is left as it was.
 */
import { expect, type Page, test } from '@playwright/test';
import type { Hold, Rollback } from '@heal7/backstage-plugin-delivery-common';
import {
  confirmRollback,
  lane,
  openCicd,
  rollbackSucceeded,
} from './support/cicd-tab';
import { historyIsJudged } from './support/gates';
import { commitFile, removeFile } from './support/git-files';
import { expectNoStackTrace } from './support/page-health';
import { signInAs } from './support/people';
import { ask, portalKnowsItsServices, tokenOf } from './support/portal-api';
import { faults, manifest } from './support/sandbox';

const frontend = 'component:default/heal7-frontend';

test.beforeAll(portalKnowsItsServices);

test.afterAll(async () => {
  await faults({ heal: true });
});

for (const fault of ['hang', 'refuse'] as const) {
  test(`a cluster that does not answer (${fault}) greys its own lane and nothing else`, async ({
    page,
  }) => {
    await signInAs(page, 'jisoo');
    await openCicd(page, 'heal7-frontend');
    const production = lane(page, 'Production');
    const development = lane(page, 'Development');
    await expect(production.getByText('healthy')).toBeVisible();
    await expect(production.getByText(/is not reachable/)).toBeHidden();

    await faults({ clusters: { 'heal7-prod': fault } });
    await expect(
      production.getByText(/Cluster heal7-prod is not reachable: /),
    ).toBeVisible({ timeout: 45_000 });
    await expect(production).toContainText(/\(since .+\)/);
    await expect(production).toContainText(/What you see is from .+/);
    // The last known version stays; what can no longer be relied on cannot be rolled back.
    await expect(production).toContainText(/\d+\.\d+\.\d+/);
    await expect(
      production.getByRole('button', { name: 'Roll back Production' }),
    ).toBeDisabled();
    await expectOthersWork(page);

    // Also for a person who opens the page only now.
    await page.reload();
    await expect(
      production.getByText(/Cluster heal7-prod is not reachable: /),
    ).toBeVisible({ timeout: 30_000 });
    await expectOthersWork(page);
    await expectNoStackTrace(page);

    await faults({ heal: true });
    await expect(production.getByText(/is not reachable/)).toBeHidden({
      timeout: 60_000,
    });
    await expect(production.getByText('healthy')).toBeVisible();
    await expect(development.getByText('healthy')).toBeVisible();
  });
}

async function expectOthersWork(page: Page) {
  const development = lane(page, 'Development');
  await expect(development.getByText('healthy')).toBeVisible();
  await expect(development.getByText(/is not reachable/)).toBeHidden();
  await expect(
    development.getByRole('button', { name: 'Roll back Development' }),
  ).toBeEnabled();
  await expect(page.getByRole('region', { name: 'Releases' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'History' })).toBeVisible();
}

test('a Prometheus that does not answer during a canary: said at the metric, nothing is taken back because of it', async ({
  page,
}) => {
  const values = 'environments/prod/heal7-frontend/values-prod.yaml';
  const token = await tokenOf('jisoo');
  const [stable, next] = await Promise.all(
    [values, values.replaceAll('prod', 'staging')].map(tagIn),
  );
  const earlier = await rollbacksInProduction(token);
  await signInAs(page, 'jisoo');
  await openCicd(page, 'heal7-frontend');
  try {
    await faults({ prometheus: 'slow' });
    await commitFile({
      repository: 'k8s-manifests',
      path: values,
      message: `Deploy heal7-frontend ${next} to prod`,
      edit: text => text.replace(stable, next),
    });
    const production = lane(page, 'Production');
    await expect(production.getByText(/^canary \d/)).toBeVisible({
      timeout: 60_000,
    });
    const panel = page.getByRole('region', {
      name: new RegExp(`Canary ${next.split('-')[0]} in Production`),
    });
    await expect(panel.getByText('could not be measured').first()).toBeVisible({
      timeout: 30_000,
    });
    await expect(panel.getByText('no answer').first()).toBeVisible();
    await expect(panel.getByText('Failed checks')).toBeVisible();
    // The portal decides nothing by itself from numbers it does not have.
    expect(await rollbacksInProduction(token)).toEqual(earlier);
    expect(await manifest(values)).toContain(next);

    await page
      .getByRole('button', { name: 'Stop canary in Production' })
      .click();
    await confirmRollback(page, {
      reason: 'Nobody can see how it does',
      service: 'heal7-frontend',
      submit: 'Stop canary',
    });
    await rollbackSucceeded(page);
    expect(await tagIn(values)).toBe(stable);
    const [rollback, ...others] = await rollbacksInProduction(token);
    expect(others).toEqual(earlier);
    expect(rollback).toMatchObject({
      requestedBy: 'user:default/jisoo',
      strategy: 'stop-canary',
      state: 'succeeded',
    });
    await expectNoStackTrace(page);
  } finally {
    await faults({ heal: true });
    if ((await tagIn(values)) !== stable) {
      await commitFile({
        repository: 'k8s-manifests',
        path: values,
        message: 'Leave production as it was',
        edit: text => text.replace(next, stable),
      });
    }
    const { body } = await ask<{ items: Hold[] }>(
      'GET',
      `/delivery/holds?entityRef=${frontend}`,
      {
        token,
      },
    );
    for (const { id } of body.items) {
      await ask('DELETE', `/delivery/holds/${id}`, { token });
    }
  }
});

async function tagIn(path: string): Promise<string> {
  const [, tag] = /tag: ['"]?([^'"\s]+)/.exec(await manifest(path)) ?? [];
  expect(tag, path).toBeTruthy();
  return tag;
}

async function rollbacksInProduction(token: string): Promise<Rollback[]> {
  const { status, body } = await ask<{ items: Rollback[] }>(
    'GET',
    `/delivery/rollbacks?entityRef=${frontend}&environment=prod`,
    { token },
  );
  expect(status).toBe(200);
  return body.items;
}

test('an unknown entity is said in words', async ({ page }) => {
  await signInAs(page, 'minji');
  await page.goto('/catalog/default/component/no-such-service/ci-cd');
  await expect(page.getByText(/not found/i).first()).toBeVisible();
  await expectNoStackTrace(page);

  const token = await tokenOf('minji');
  const path = '/delivery/services/component/default/no-such-service';
  expect(await ask('GET', path, { token })).toMatchObject({
    status: 404,
    message: expect.stringContaining('no component:default/no-such-service'),
  });
});

test('a component that runs nowhere has no CI/CD tab, and its other tabs work', async ({
  page,
}) => {
  const file = {
    repository: 'k8s-manifests',
    path: 'e2e/catalog-info.yaml',
    message: 'A component without a place in any cluster',
  };
  const token = await tokenOf('dohyun');
  await commitFile({
    ...file,
    edit: () =>
      [
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata: { name: lucky-numbers, description: A library }',
        'spec: { type: library, lifecycle: production, owner: team-saju }',
      ].join('\n'),
  });
  const location = await ask<{ location?: { id: string } }>(
    'POST',
    '/catalog/locations',
    {
      token,
      body: {
        type: 'url',
        target: `http://localhost:${
          Number(process.env.SANDBOX_PORT) + 1
        }/heal7/${file.repository}/blob/main/${file.path}`,
      },
    },
  );
  try {
    expect(location.status, location.message).toBe(201);
    await signInAs(page, 'minji');
    await expect(async () => {
      await page.goto('/catalog/default/component/lucky-numbers');
      await expect(page.getByText('A library').first()).toBeVisible({
        timeout: 5_000,
      });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByRole('tab', { name: 'CI/CD' })).toBeHidden();
    await expectNoStackTrace(page);

    await page.goto('/catalog/default/component/lucky-numbers/ci-cd');
    await expect(page.getByText(/not found/i).first()).toBeVisible();
    await expectNoStackTrace(page);
  } finally {
    await ask('DELETE', `/catalog/locations/${location.body.location?.id}`, {
      token,
    });
    await removeFile({ ...file, message: 'Remove it again' });
  }
});

test('a broken report is shown as not judged, with the sentence', async ({
  page,
}) => {
  // The sandbox leaves a repository alone that moves on before its history is judged.
  test.slow();
  await historyIsJudged();
  await signInAs(page, 'jisoo');
  await openCicd(page, 'heal7-frontend');
  const commit = await commitFile({
    repository: 'heal7-frontend',
    path: 'changes/broken-reports.txt',
    message: 'Cut the reports in half\n\nSandbox-Reports: broken',
    edit: text => `${text}Half a report proves nothing.\n`,
  });
  const gates = page.getByRole('region', { name: 'Quality gates' });
  await expect(gates.getByText(commit.slice(0, 7))).toBeVisible({
    timeout: 120_000,
  });
  await expect(gates.getByText('could not be judged').first()).toBeVisible();
  await expect(gates.getByText('Reports that could not be used')).toBeVisible();
  await expect(
    gates.getByText('reports/trivy.json', { exact: true }),
  ).toBeVisible();
  await expect(gates).toContainText(/reports\/trivy\.json: .{10,}/);
  await expectNoStackTrace(page);
  // Whole reports again, for whoever comes next.
  await removeFile({
    repository: 'heal7-frontend',
    path: 'changes/broken-reports.txt',
    message: 'Send whole reports again',
  });
});
