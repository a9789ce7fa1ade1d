import { expect, type Locator, type Page } from '@playwright/test';
import type {
  Evaluation,
  FleetPage,
  ServiceQuality,
} from '@heal7/backstage-plugin-quality-gates-common';
import { ask, tokenOf } from './portal-api';

/** What CI says who it is with, where it does not come from GitHub. */
export const ciToken = 'sandbox-ci-token';

export const entityRefOf = (service: string) => `component:default/${service}`;

export async function qualityOf(service: string): Promise<ServiceQuality> {
  const { body } = await ask<ServiceQuality>(
    'GET',
    `/quality-gates/services/component/default/${service}`,
    { token: await tokenOf('dohyun') },
  );
  return body;
}

/** The newest commit of the default branch that was judged. */
export async function mainVerdict(service: string) {
  const { defaultBranch, evaluations } = await qualityOf(service);
  return evaluations.find(({ id }) => id === defaultBranch?.evaluationId);
}

export async function storedOf(
  service: string,
  commit: string,
): Promise<Evaluation[]> {
  const { body } = await ask<{ items: Evaluation[] }>(
    'GET',
    `/quality-gates/evaluations?entityRef=${entityRefOf(
      service,
    )}&commit=${commit}`,
    { token: ciToken },
  );
  return body.items;
}

/** The sandbox judges what was there before it, when the portal has started. */
export async function historyIsJudged(): Promise<void> {
  const token = await tokenOf('dohyun');
  await expect(async () => {
    const { body } = await ask<FleetPage>('GET', '/quality-gates/fleet', {
      token,
    });
    const names = (body.items ?? []).map(row => row.entityRef);
    expect(names).toEqual(
      expect.arrayContaining(
        ['heal7-backend', 'heal7-frontend', 'saju-calculator'].map(entityRefOf),
      ),
    );
    // The newest of all of them comes last.
    expect((await mainVerdict('heal7-frontend'))?.verdict).toBe('passed');
  }).toPass({ timeout: 180_000 });
}

/** Each service stands as the sandbox brings it: its newest commit is judged, what runs, and some before. */
export async function servicesAreJudged(): Promise<void> {
  await expect(async () => {
    for (const [service, verdict] of [
      ['heal7-backend', 'passed'],
      ['heal7-frontend', 'passed'],
      ['saju-calculator', 'failed'],
    ]) {
      expect((await mainVerdict(service))?.verdict).toBe(verdict);
      const { deployed, trends } = await qualityOf(service);
      expect(deployed.filter(it => !it.evaluationId)).toEqual([]);
      expect(trends.some(({ points }) => points.length > 1)).toBe(true);
    }
  }).toPass({ timeout: 180_000 });
}

export async function openGates(page: Page, service: string) {
  await page.goto(`/catalog/default/component/${service}/quality-gates`);
  await expect(gatesLane(page, 'Default branch')).toBeVisible({
    timeout: 60_000,
  });
}

export const gatesLane = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });

/** One check of the evaluation that is shown. */
export const checkRow = (page: Page, title: string): Locator =>
  page
    .getByRole('region', { name: /^Checks of commit/ })
    .getByRole('listitem')
    .filter({ has: page.getByText(title, { exact: true }) });
