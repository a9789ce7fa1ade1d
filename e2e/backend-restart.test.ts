/**
 * A crash between any two steps gives exactly one roll back.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type {
  Hold,
  Rollback,
  RollbackPlan,
} from '@heal7/backstage-plugin-delivery-common';
import { manifestCommitsSaying } from './support/git-files';
import { OwnPortal } from './support/own-portal';
import { ask, tokenOf } from './support/portal-api';

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
