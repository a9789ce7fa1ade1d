/**
 * The templates, from the form to what runs: what the newcomer's walk does with the backend template and the journey with
 * the compute template, for the others, and what happens when a name is taken or GitHub fails on the way.
 */
import { expect, type Page, test } from '@playwright/test';
import { openCicd, runsInDevelopment } from './support/cicd-tab';
import {
  answerFirstPage,
  create,
  expectLinksWork,
  fillForm,
  githubJson,
  repositoryStatus,
} from './support/create-service';
import { signInAs } from './support/people';
import { picture } from './support/pictures';
import { portalKnowsItsServices } from './support/portal-api';
import { faults } from './support/sandbox';

interface PullRequest {
  title: string;
  number: number;
}

const web = {
  template: 'frontend-service',
  name: 'lucky-page',
  description: 'Shows one sentence of luck',
  owner: /team-web|Team Web/i,
};

const serviceLinks = [
  'Open in the catalog',
  'Repository',
  'First CI run',
  'Pull request of the manifests',
  'Documentation',
];

test.beforeAll(portalKnowsItsServices);
test.afterAll(() => faults({ heal: true }));

test('a taken name is refused while it is typed, and says what has it', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await page.goto('/create/templates/default/frontend-service');
  const name = page.getByLabel(/^Name/);
  await name.fill('saju-calculator');
  await expect(
    page.getByText('The catalog has a component saju-calculator already.'),
  ).toBeVisible();
  await name.fill('k8s-manifests');
  await expect(page.getByText('k8s-manifests is reserved.')).toBeVisible();
  await name.fill('Lucky Page');
  await expect(
    page.getByText('Only lower case letters, digits and hyphens.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(name).toHaveValue('Lucky Page');
});

test('frontend-service: from the form to development, with its gate passed', async ({
  page,
}) => {
  await signInAs(page, 'jisoo');
  await fillForm(page, web);
  await previewShows(page, web.description);
  await picture(page, `create-preview-${web.template}`, false);
  expect(await repositoryStatus(web.name)).toBe(404);
  await create(page);
  const toTab = page.getByRole('link', { name: `CI/CD of ${web.name}` });
  await expect(toTab).toBeVisible({ timeout: 120_000 });
  await expectLinksWork(page, serviceLinks);
  await toTab.click();
  await runsInDevelopment(page);
});

async function previewShows(page: Page, description: string) {
  await expect(
    page.getByText(/\d+ files\. Nothing is created yet\./),
  ).toBeVisible({ timeout: 60_000 });
  await expect(
    page.getByRole('textbox', { name: 'service/README.md' }),
  ).toHaveValue(new RegExp(description));
}

test('infrastructure: a repository of its own', async ({ page }) => {
  await signInAs(page, 'taeyang');
  await fillForm(page, {
    template: 'infrastructure',
    description: 'The network and the cluster of HEAL7',
    owner: /platform-team|Platform Team/i,
    fill: { 'AWS account': '123456789012' },
  });
  await expect(
    page.getByText(/\d+ files\. Nothing is created yet\./),
  ).toBeVisible({ timeout: 60_000 });
  await create(page);
  await expectLinksWork(page, [
    'Open in the catalog',
    'Repository',
    'First CI run',
    'Documentation',
  ]);
  expect(await repositoryStatus('infrastructure-prod')).toBe(200);
});

test('observability: a pull request to the manifests', async ({ page }) => {
  await signInAs(page, 'taeyang');
  await page.goto('/create/templates/default/observability');
  await answerFirstPage(page, {
    template: 'observability',
    description: 'Metrics, logs and traces of production',
    owner: /platform-team|Platform Team/i,
  });
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(
    page.getByText(/\d+ files\. Nothing is created yet\./),
  ).toBeVisible({ timeout: 60_000 });
  await create(page);
  await expectLinksWork(page, ['Pull request of the manifests']);
});

test('GitHub fails half-way: the run says what is left, and the same name works the next time', async ({
  page,
}) => {
  const answers = { ...web, name: 'second-try' };
  await signInAs(page, 'jisoo');
  await fillForm(page, answers);
  await faults({
    github: {
      method: 'PUT',
      path: '/repos/heal7/second-try/environments/',
      status: 502,
      times: 20,
    },
  });
  try {
    await create(page);
    await expect(
      page.getByRole('heading', { name: /Fault injected by the sandbox/ }),
    ).toBeVisible({ timeout: 120_000 });
    await endOfLog(page);
    await expect(page.getByText('was deleted again.')).toBeVisible({
      timeout: 120_000,
    });
  } finally {
    await faults({ heal: true });
  }
  await expect(
    page.getByText(/Mend what the failed step says and try again/),
  ).toBeVisible();
  await picture(page, 'create-failed');
  expect(await repositoryStatus(answers.name)).toBe(404);
  expect(await pullRequestsOf(answers.name)).toEqual([]);

  await fillForm(page, answers);
  await create(page);
  await expectLinksWork(page, serviceLinks);
  expect(await pullRequestsOf(answers.name)).toHaveLength(1);
  await openCicd(page, answers.name);
});

/** The log shows the lines that fit; what was put back stands at its end. */
async function endOfLog(page: Page) {
  await page
    .getByText(/^\d{4}-\d\d-\d\dT.*Skipping step/)
    .first()
    .hover();
  await page.mouse.wheel(0, 100_000);
}

async function pullRequestsOf(name: string): Promise<PullRequest[]> {
  const all = await githubJson<PullRequest[]>(
    '/repos/heal7/k8s-manifests/pulls?state=all&per_page=100',
  );
  return all.filter(({ title }) => title === `Add ${name}`);
}
