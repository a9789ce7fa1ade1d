import { expect, type Page } from '@playwright/test';
import { addresses } from './sandbox';

export interface Answers {
  template: string;
  name?: string;
  description: string;
  /** As the list of teams shows it. */
  owner: RegExp;
  /** What else is asked, by label. */
  fill?: Record<string, string>;
}

/** The form of a template, filled in up to its last page, where the files are shown. */
export async function fillForm(page: Page, answers: Answers) {
  await page.goto(`/create/templates/default/${answers.template}`);
  await answerFirstPage(page, answers);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
}

export async function answerFirstPage(page: Page, answers: Answers) {
  const { name, description, owner, fill = {} } = answers;
  if (name) await page.getByLabel(/^Name/).fill(name);
  await page.getByLabel(/^Description/).fill(description);
  for (const [label, text] of Object.entries(fill)) {
    await page.getByLabel(new RegExp(`^${label}`)).fill(text);
  }
  await page.getByLabel(/^Owner/).click();
  await page.getByRole('option', { name: owner }).first().click();
  // The live check has said yes before a person goes on.
  if (name) await expect(page.getByText(`${name} is free`)).toBeVisible();
}

/** From the last page of the form to the page of the run. */
export async function create(page: Page) {
  await page.getByRole('button', { name: 'Review' }).click();
  await page.getByRole('button', { name: 'Create' }).last().click();
  await page.waitForURL(/\/create\/tasks\//);
}

/** The links that a finished run shows lead somewhere; those of this portal are opened by their own tests. */
export async function expectLinksWork(page: Page, titles: string[]) {
  for (const title of titles) {
    const link = page.getByRole('link', { name: title });
    await expect(link).toBeVisible({ timeout: 120_000 });
    const href = await link.getAttribute('href');
    expect(href, title).toMatch(/^(https?:\/)?\//);
    if (href?.startsWith(addresses.github)) {
      const response = await page.request.get(href);
      expect(response.status(), `${title}: ${href}`).toBe(200);
    }
  }
}

/** What GitHub has, asked as the portal does. */
export async function githubJson<T>(path: string): Promise<T> {
  const response = await fetch(`${addresses.github}/api/v3${path}`, {
    headers: { authorization: 'Bearer ghp_sandboxportal' },
  });
  expect(response.ok, `${path}: ${response.status}`).toBe(true);
  return response.json();
}

export async function repositoryStatus(name: string): Promise<number> {
  const response = await fetch(
    `${addresses.github}/api/v3/repos/heal7/${name}`,
    { headers: { authorization: 'Bearer ghp_sandboxportal' } },
  );
  return response.status;
}
