/**
 * Bad input and faults: a clear message at the place it concerns, the rest works, nothing is lost, no stack trace to a
 * person. Everything broken here is mended again, and what the newcomer's walk looks at is left as it was.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type {
  Hold,
  Rollback,
  RollbackPlan,
} from '@heal7/backstage-plugin-delivery-common';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import {
  confirmRollback,
  lane,
  openCicd,
  rollbackSucceeded,
} from './support/cicd-tab';
import {
  commitFile,
  manifestCommitsSaying,
  removeFile,
} from './support/git-files';
import { OwnPortal } from './support/own-portal';
import { expectNoStackTrace } from './support/page-health';
import { signInAs } from './support/people';
import {
  ask,
  guestToken,
  portalKnowsItsServices,
  tokenOf,
} from './support/portal-api';
import { faults, manifest } from './support/sandbox';

const frontend = 'component:default/heal7-frontend';
const service = 'component/default/heal7-frontend';

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
});

test('bodies that are no evaluation are refused with a sentence, and nothing is stored', async () => {
  const token = 'sandbox-ci-token';
  const path = '/quality-gates/evaluations';
  const good = {
    entityRef: frontend,
    commit: 'c'.repeat(40),
    run: { id: 'faults-test' },
    measurements: [],
    problems: [],
  };
  const stored = async () => {
    const list = `${path}?entityRef=${frontend}&commit=${good.commit}`;
    return (await ask<{ items: Evaluation[] }>('GET', list, { token })).body
      .items;
  };
  const refusals: Array<[object | string, number, RegExp]> = [
    ['{"entityRef":', 400, /^The body is not valid JSON$/],
    ['[]', 400, /must be object/],
    [{ ...good, commit: 'main' }, 400, /commit must match pattern/],
    [{ ...good, entityRef: 'a b//c' }, 400, /"a b\/\/c" is not an entity/],
    [
      { ...good, measurements: [{ id: 'coverage.lines', value: 1 }] },
      400,
      /measurements\/0 must have required property/,
    ],
    [{ ...good, gate: 'other' }, 400, /There is no gate "other"/],
    [
      { ...good, entityRef: 'component:default/no-such-service' },
      404,
      /The catalog has no component:default\/no-such-service/,
    ],
    [
      { ...good, branch: 'b'.repeat(1_100_000) },
      413,
      /The body is larger than \d+ bytes; send fewer measurements/,
    ],
  ];
  for (const [body, status, message] of refusals) {
    const answer = await ask('POST', path, { token, body });
    expect(answer).toMatchObject({ status });
    expect(answer.message).toMatch(message);
  }
  expect(await ask('POST', path, { body: good })).toMatchObject({
    status: 401,
  });
  expect(
    await ask('POST', path, { token: 'nobody', body: good }),
  ).toMatchObject({ status: 401 });
  expect(
    await ask('POST', path, { token: await tokenOf('minji'), body: good }),
  ).toMatchObject({
    status: 403,
    message: `You may not send measurements of ${frontend}`,
  });
  expect(await stored()).toEqual([]);
  // CI's token is for the quality gates and for nothing else.
  expect(
    await ask('GET', `/delivery/services/${service}`, { token }),
  ).toMatchObject({ status: 403 });
});

test('the API refuses a roll back by the wrong person, of the wrong moment, or without a reason', async () => {
  const [minji, jisoo, guest] = await Promise.all([
    tokenOf('minji'),
    tokenOf('jisoo'),
    guestToken(),
  ]);
  const place = {
    entityRef: 'component:default/heal7-backend',
    environment: 'dev',
  };
  const { body: plan } = await ask<RollbackPlan>(
    'POST',
    '/delivery/rollbacks/plan',
    {
      token: minji,
      body: place,
    },
  );
  expect(plan.blockers).toEqual([]);
  const wish = {
    ...place,
    toTag: plan?.to?.tag,
    reason: 'Never to be done',
    fingerprint: plan.fingerprint,
    idempotencyKey: 'faults-test-refused',
  };
  const attempt = (token: string | undefined, change: object = {}) =>
    ask('POST', '/delivery/rollbacks', { token, body: { ...wish, ...change } });

  for (const token of [jisoo, guest]) {
    expect(await attempt(token)).toMatchObject({
      status: 403,
      message: expect.stringMatching(/^Only the owners of the service/),
    });
  }
  expect(await attempt(undefined)).toMatchObject({ status: 401 });
  expect(await attempt(minji, { fingerprint: 'of-yesterday' })).toMatchObject({
    status: 409,
    message: expect.stringContaining('has changed since the plan was shown'),
  });
  expect(await attempt(minji, { reason: ' x ' })).toMatchObject({
    status: 400,
    message: 'reason: must say why in at least 3 characters',
  });
  expect(await attempt(minji, { toTag: '0.0.1-0000000' })).toMatchObject({
    status: 400,
    message: expect.stringMatching(/^toTag: /),
  });
  expect(await attempt(minji, { environment: 'moon' })).toMatchObject({
    status: 404,
    message: expect.stringContaining("Environment 'moon'"),
  });

  const { body: list } = await ask<{ items: Rollback[] }>(
    'GET',
    `/delivery/rollbacks?entityRef=${place.entityRef}&environment=dev`,
    { token: minji },
  );
  expect(list.items.filter(({ reason }) => reason === wish.reason)).toEqual([]);
  expect(await manifestCommitsSaying(wish.reason)).toEqual([]);
});

test('Flagger is answered only with its token, and with no where nobody asked', async () => {
  const question = {
    name: 'heal7-backend',
    namespace: 'heal7-prod',
    phase: 'Progressing',
    checksum: 'abc',
    metadata: { eventMessage: 'Something', eventType: 'Normal' },
  };
  for (const gate of ['rollback', 'confirm-rollout', 'event']) {
    expect(
      await ask('POST', `/delivery/flagger/${gate}/wrong-token`, {
        body: question,
      }),
    ).toMatchObject({ status: 403, message: 'unknown token' });
  }
  expect(
    await ask('POST', '/delivery/flagger/rollback/sandbox-flagger', {
      body: question,
    }),
  ).toMatchObject({ status: 403, message: 'no rollback requested' });
  expect(
    await ask('POST', '/delivery/flagger/rollback/sandbox-flagger', {
      body: { name: 'heal7-backend' },
    }),
  ).toMatchObject({ status: 400 });
});

test('the backend dies twice in the middle of a roll back and finishes it once', async () => {
  // Three starts of a backend, each as long as the machine needs.
  test.setTimeout(420_000);
  const state = mkdtempSync(join(tmpdir(), 'heal7-e2e-restart-'));
  const portal = new OwnPortal({
    portal: Number(process.env.PORTAL_PORT) + 20,
    sandbox: Number(process.env.SANDBOX_PORT) + 20,
    state,
  });
  const config = {
    delivery: { rollback: { leaseSeconds: 5, verifySeconds: 10 } },
  };
  const place = {
    entityRef: 'component:default/saju-calculator',
    environment: 'dev',
  };
  let token = '';
  const read = async (id: string) => {
    const path = `/delivery/rollbacks/${id}`;
    const options = { token, portal: portal.url };
    return (await ask<Rollback>('GET', path, options)).body;
  };
  try {
    await portal.startSandbox();
    await portal.startBackend(
      config,
      require.resolve('./support/crash-after-commit'),
    );
    // The catalog and the watch of a new portal need a moment.
    let plan: RollbackPlan | undefined;
    await expect(async () => {
      token = await tokenOf('minji', portal.url);
      const answer = await ask<RollbackPlan>(
        'POST',
        '/delivery/rollbacks/plan',
        {
          token,
          portal: portal.url,
          body: place,
        },
      );
      expect(answer.status, answer.message).toBe(200);
      plan = answer.body;
      expect(plan.blockers).toEqual([]);
    }).toPass({ timeout: 60_000 });

    const created = await ask<Rollback>('POST', '/delivery/rollbacks', {
      token,
      portal: portal.url,
      body: {
        ...place,
        toTag: plan?.to?.tag,
        reason: 'The backend dies in the middle of it',
        fingerprint: plan?.fingerprint,
        idempotencyKey: 'restart-test',
      },
    });
    expect(created.status, created.message).toBe(201);
    const { id } = created.body;
    const trailer = `Heal7-Rollback-Id: ${id}`;

    // First death: the commit is made, and the backend does not know it.
    await portal.backendEnded;
    const [commit, ...more] = await manifestCommitsSaying(
      trailer,
      portal.github,
    );
    expect(commit).toBeTruthy();
    expect(more).toEqual([]);

    // Second death: while it looks whether the pods run well.
    await portal.startBackend(config);
    await expect
      .poll(async () => (await read(id)).state, {
        timeout: 60_000,
        intervals: [200],
      })
      .toBe('verifying');
    await portal.killBackend();

    await portal.startBackend(config);
    await expect
      .poll(async () => (await read(id)).state, { timeout: 60_000 })
      .toBe('succeeded');

    expect(await manifestCommitsSaying(trailer, portal.github)).toEqual([
      commit,
    ]);
    const rollback = await read(id);
    expect(rollback.steps.map(step => step.state)).not.toContain('failed');
    const ends = rollback.events.filter(event => event.state === 'succeeded');
    expect(ends).toHaveLength(1);
    const { body: holds } = await ask<{ items: Hold[] }>(
      'GET',
      `/delivery/holds?entityRef=${place.entityRef}`,
      { token, portal: portal.url },
    );
    expect(holds.items).toHaveLength(1);
    expect(holds.items[0]).toMatchObject({
      rollbackId: id,
      version: { tag: plan?.from.tag },
    });
  } finally {
    await portal.stop();
    rmSync(state, { recursive: true, force: true });
  }
});
