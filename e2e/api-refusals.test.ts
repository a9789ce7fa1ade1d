/**
 * What the API refuses, with which status and sentence; nothing of it leaves a trace.
 */
import { expect, test } from '@playwright/test';
import type {
  Rollback,
  RollbackPlan,
} from '@heal7/backstage-plugin-delivery-common';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { manifestCommitsSaying } from './support/git-files';
import {
  ask,
  guestToken,
  portalKnowsItsServices,
  tokenOf,
} from './support/portal-api';

const frontend = 'component:default/heal7-frontend';

test.beforeAll(portalKnowsItsServices);

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
    await ask('GET', '/delivery/services/component/default/heal7-frontend', {
      token,
    }),
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
