/**
 * The quality gates from a commit to everybody who has to know: the tab, the fleet, GitHub, the owner; exceptions; pull
 * requests; what is refused. The steps of a describe build on each other.
 */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { openCicd } from './support/cicd-tab';
import {
  checkRow,
  ciToken,
  entityRefOf,
  gatesLane,
  historyIsJudged,
  mainVerdict,
  openGates,
  qualityOf,
  servicesAreJudged,
  storedOf,
} from './support/gates';
import {
  commitNewFile,
  gateCheckRuns,
  github,
  logsOfRun,
} from './support/github';
import { enterAsGuest, signInAs } from './support/people';
import { picture } from './support/pictures';
import { ask, portalKnowsItsServices, tokenOf } from './support/portal-api';

test.beforeAll(async () => {
  test.setTimeout(480_000);
  await portalKnowsItsServices();
  await historyIsJudged();
  await servicesAreJudged();
});

const everywhere = [
  'Security scan',
  'High or critical vulnerabilities',
  'Image scan',
  'High or critical vulnerabilities in the image',
  'Dependency updates at least weekly',
  'Last merged dependency update',
  'Build time',
  'Test time',
  'Image size',
  'SonarQube quality gate',
  'Highest complexity',
  'Duplicated lines',
  'Failed tests',
];
const kinds = {
  'heal7-backend': ['Backend line coverage', 'Integration test coverage'],
  'heal7-frontend': [
    'Frontend line coverage',
    'Lighthouse performance',
    'WCAG violations',
    'Lighthouse accessibility',
    'Automated accessibility test',
  ],
};

for (const [service, own] of Object.entries(kinds)) {
  test(`every check of ${service} is on its tab, with its value and its limit`, async ({
    page,
  }) => {
    await enterAsGuest(page);
    await openGates(page, service);
    for (const title of [...own, ...everywhere]) {
      await expect(checkRow(page, title)).toHaveText(
        /passed.*\((min|max|more than|must be) [^)]+\)/,
      );
    }
    await expect(page.getByText('Reports that could not be used')).toBeHidden();
    // The course over the commits of the last weeks, in words.
    await expect(
      checkRow(page, own[0]).getByRole('img', { name: /\d+ evaluations/ }),
    ).toBeVisible();
    const deployed = gatesLane(page, 'Deployed');
    await expect(deployed.getByText('prod', { exact: true })).toBeVisible();
    await expect(deployed.getByText('not judged yet')).toBeHidden();
  });
}

test('the fleet shows the worst first, what fails most, and keeps a choice in the address', async ({
  page,
}) => {
  await signInAs(page, 'minji');
  await page.goto('/quality-gates?owner=all');
  const services = page.getByRole('region', { name: 'Services', exact: true });
  const names = services.getByRole('link');
  await expect(names.first()).toHaveText('saju-calculator');
  await expect(services).toContainText('heal7-backend');
  await expect(services).toContainText('heal7-frontend');

  await page
    .getByRole('region', { name: 'What fails most' })
    .getByRole('button', { name: /^Duplicated lines 1 service/ })
    .click();
  await expect(page).toHaveURL(/failing=code-quality\.duplication/);
  await expect(services).not.toContainText('heal7-backend');
  await page.reload();
  await expect(names.first()).toHaveText('saju-calculator');
  await expect(services).not.toContainText('heal7-backend');
  await page.getByLabel('Does not pass').selectOption('');
  await page.getByLabel('Owner').selectOption({ label: 'team-web' });
  await expect(page).toHaveURL(/owner=group%3Adefault%2Fteam-web/);
  await expect(names).toHaveText(['heal7-frontend']);
});

test.describe('a commit that is too large', () => {
  test.describe.configure({ mode: 'serial' });

  const service = 'heal7-backend';
  const path = '/catalog/default/component/heal7-backend/quality-gates';
  let commit: string;

  const conclusion = async () => {
    const runs = await gateCheckRuns(service, commit);
    return runs.map(run => run.conclusion ?? run.status);
  };

  test('turns the default branch red: on the card, in the fleet, on GitHub, and its owner is told', async ({
    page,
  }) => {
    await signInAs(page, 'minji');
    await openCicd(page, service);
    const card = gatesLane(page, 'Quality gates');
    await expect(card.getByText('passed').first()).toBeVisible();
    commit = await commitNewFile({
      repository: service,
      path: 'app/tables.py',
      content: 'TABLES: list[str] = []\n',
      message: 'Keep the tables in the image\n\nSandbox-Image: 620',
    });
    const short = commit.slice(0, 7);
    // No reload: the page hears of it.
    await expect(card.getByText('pending').first()).toBeVisible({
      timeout: 90_000,
    });
    await expect(card.getByText('failed').first()).toBeVisible({
      timeout: 90_000,
    });
    await expect(card).toContainText(
      new RegExp(
        `Computed for commit ${short}.*, production runs [0-9a-f]{7}.*: passed`,
      ),
    );
    await expect(card.getByRole('listitem').first()).toContainText(
      /failedImage size.*MB.*\(max 500 MB\).*is too high/,
    );

    await expect.poll(conclusion, { timeout: 30_000 }).toEqual(['failure']);
    const [run] = await gateCheckRuns(service, commit);
    expect(run.output.title).toMatch(/^1 check failed, of \d+$/);
    expect(run.output.summary).toMatch(/❌ failed \| Image size \|/);

    await page.goto('/quality-gates?owner=all');
    const services = page.getByRole('region', {
      name: 'Services',
      exact: true,
    });
    await expect(
      services.getByRole('row').filter({ hasText: service }),
    ).toContainText('failed');

    await page.goto('/notifications');
    await expect(
      page.getByText('heal7-backend: the quality gate of main fails'),
    ).toBeVisible({ timeout: 30_000 });
  });

  test('is waived: asked for by one, not approved by the same', async ({
    page,
  }) => {
    await signInAs(page, 'minji');
    await page.goto(path);
    await page
      .getByRole('button', { name: 'Request waiver for Image size' })
      .click();
    const dialog = page.getByRole('dialog');
    const submit = dialog.getByRole('button', { name: 'Request waiver' });
    await submit.click();
    await expect(
      dialog.getByText(/Write at least \d+ characters/),
    ).toBeVisible();
    await expectAccessible(page);
    await dialog
      .getByRole('textbox', { name: 'Reason' })
      .fill('The tables leave the image with 1.43');
    await submit.click();
    await expect(dialog).toBeHidden();
    await expect(
      checkRow(page, 'Image size').getByText('Waiver requested'),
    ).toBeVisible();
    const waivers = gatesLane(page, 'Waivers');
    await expect(waivers).toContainText('asked for by minji');
    await expect(
      waivers.getByRole('button', { name: /^Approve the waiver/ }),
    ).toBeDisabled();
    await expect(waivers).toContainText(
      /You asked for it; somebody else must approve|You may not decide/,
    );
    // Nor does the API let her.
    const { waivers: stored } = await qualityOf(service);
    const answer = await ask(
      'POST',
      `/quality-gates/waivers/${stored[0].id}/approve`,
      { token: await tokenOf('minji'), body: {} },
    );
    expect(answer.status).toBe(403);
    await expect.poll(conclusion).toEqual(['failure']);
  });

  test('passes with the exception, which is shown with the verdict, until it is revoked', async ({
    page,
  }) => {
    await signInAs(page, 'haneul');
    await page.goto(path);
    const waivers = gatesLane(page, 'Waivers');
    const main = gatesLane(page, 'Default branch');
    await expect(main).toContainText('failed');
    await waivers.getByRole('button', { name: /^Approve the waiver/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('The tables leave the image with 1.43');
    await dialog.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(main).toContainText(/passed.*1 waiver until/);
    await expect(checkRow(page, 'Image size')).toContainText(
      /waived until .* by haneul: The tables leave the image with 1\.43/,
    );
    await picture(page, 'gates-waiver');
    await expect.poll(conclusion, { timeout: 30_000 }).toEqual(['success']);
    const [run] = await gateCheckRuns(service, commit);
    expect(run.output.summary).toContain('The tables leave the image');

    await openCicd(page, service);
    const card = gatesLane(page, 'Quality gates');
    await expect(card.getByText('passed').first()).toBeVisible();
    await expect(card).toContainText('1 waiver until');

    await page.goto(path);
    await waivers.getByRole('button', { name: /^Revoke the waiver/ }).click();
    await dialog
      .getByRole('textbox', { name: 'Reason' })
      .fill('1.43 is out, the tables are gone');
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(main).toContainText('failed');
    await expect(waivers).toContainText('revoked');
    // One check run all the time, updated.
    await expect.poll(conclusion, { timeout: 30_000 }).toEqual(['failure']);
  });
});

test('a pull request has a verdict of its own, pending until all of it came', async ({
  page,
}) => {
  const repository = 'heal7-frontend';
  await signInAs(page, 'jisoo');
  const branch = 'lucky-numbers';
  const commit = await commitNewFile({
    repository,
    branch,
    path: 'src/lucky.ts',
    content: 'export const lucky = [3, 8];\n',
    message: 'Lucky numbers\n\nSandbox-Duplication: 1',
  });
  const { number } = await github<{ number: number }>(
    'POST',
    `/${repository}/pulls`,
    { title: 'Lucky numbers', head: branch, base: 'main', body: '' },
  );
  await openGates(page, repository);
  const entry = gatesLane(page, 'Open pull requests')
    .getByRole('listitem')
    .filter({ hasText: `#${number}` });
  await expect(entry).toContainText(/pending/, { timeout: 90_000 });
  await expect(entry).toContainText(
    new RegExp(`passed.*Lucky numbers.*${commit.slice(0, 7)}`),
    { timeout: 90_000 },
  );
  await entry.getByRole('button').click();
  await expect(
    page.getByRole('region', {
      name: `Checks of commit ${commit.slice(0, 7)}`,
    }),
  ).toContainText(`pull request ${number}`);
  expect((await mainVerdict(repository))?.commit).not.toBe(commit);
  await expect
    .poll(async () =>
      (await gateCheckRuns(repository, commit)).map(run => run.conclusion),
    )
    .toEqual(['success']);
});

const remember = (page: Page, key: 'theme' | 'language', value: string) =>
  page.addInitScript(
    ([name, chosen]) => window.localStorage.setItem(name, chosen),
    [key, value],
  );

for (const theme of ['light', 'dark']) {
  test(`a red gate and the fleet have no accessibility violation in the ${theme}`, async ({
    page,
  }) => {
    await remember(page, 'theme', theme);
    await signInAs(page, 'haneul');
    await openGates(page, 'saju-calculator');
    await expect(checkRow(page, 'Duplicated lines')).toContainText('failed');
    await expectAccessible(page);
    await page.goto('/quality-gates?owner=all');
    await expect(
      page.getByRole('region', { name: 'What fails most' }),
    ).toBeVisible();
    await expectAccessible(page);
  });
}

test('it speaks Korean, and on a phone nothing scrolls sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInAs(page, 'minji');
  await remember(page, 'language', 'ko');
  const widest = () =>
    page.evaluate(() => document.scrollingElement?.scrollWidth);
  await page.goto('/catalog/default/component/saju-calculator/quality-gates');
  await expect(gatesLane(page, '기본 브랜치')).toContainText('실패', {
    timeout: 60_000,
  });
  expect(await widest()).toBeLessThanOrEqual(390);
  const text = await page.getByRole('main').innerText();
  expect(text).not.toMatch(
    /\b(passed|failed|is not|meets|Waivers|evaluations)\b/,
  );

  await page.goto('/quality-gates?owner=all');
  await expect(
    page.getByRole('link', { name: 'saju-calculator' }),
  ).toBeVisible();
  expect(await widest()).toBeLessThanOrEqual(390);
});

test.describe('what is sent to the portal', () => {
  const path = '/quality-gates/evaluations';
  const frontend = 'heal7-frontend';
  const push = (changes: object) => ({
    entityRef: entityRefOf(frontend),
    commit: 'd'.repeat(40),
    branch: 'main',
    pullRequest: 4711,
    run: { id: 'gates-test' },
    measurements: [
      {
        id: 'tests.failed',
        value: 0,
        unit: 'count',
        source: { file: 'junit.xml', format: 'junit' },
      },
    ],
    problems: [],
    ...changes,
  });
  const send = (changes: object) =>
    ask('POST', path, { token: ciToken, body: push(changes) });

  test('is refused from a foreign repository, whatever GitHub says for it', async () => {
    const commit = 'e'.repeat(40);
    const sha = await commitNewFile({
      repository: 'saju-calculator',
      branch: 'foreign',
      path: '.github/workflows/foreign.yml',
      content: `name: Foreign
on:
  push:
    branches: [foreign]
jobs:
  push:
    name: Speak for another
    permissions:
      contents: read
      id-token: write
    steps:
      - uses: actions/checkout@v7
      - run: pytest --junitxml=reports/junit.xml
      - env:
          PORTAL: \${{ vars.HEAL7_PORTAL_URL }}
        run: >-
          npx @heal7/gates@0.1 push --portal "$PORTAL" --entity ${entityRefOf(
            frontend,
          )}
          --commit ${commit} --run-id foreign-1 --service frontend
`,
      message: 'Speak for another',
    });
    const log = await logsOfRun('saju-calculator', sha);
    expect(log).toContain(
      'The token speaks for the repository heal7/saju-calculator, but component:default/heal7-frontend belongs to heal7/heal7-frontend.',
    );
    expect(log).toMatch(/exit code 2/);
    expect(await storedOf(frontend, commit)).toEqual([]);
  });

  test('is refused with a status and a sentence where it is wrong, and nothing is stored', async () => {
    const refusals: Array<[object, number, RegExp]> = [
      [{ branch: 'b'.repeat(1_100_000) }, 413, /larger than \d+ bytes/],
      [{ commit: 'd' }, 400, /commit/],
      [{ measurements: [{ id: 'x' }] }, 400, /measurements\/0/],
      [
        { entityRef: 'component:default/nobody' },
        404,
        /The catalog has no component:default\/nobody/,
      ],
    ];
    for (const [changes, status, message] of refusals) {
      const answer = await send(changes);
      expect(answer).toMatchObject({ status });
      expect(answer.message).toMatch(message);
    }
    expect(await storedOf(frontend, 'd'.repeat(40))).toEqual([]);
  });

  test('counts once, however often and at whatever time it comes', async () => {
    const commit = 'f'.repeat(40);
    const answers = await Promise.all([1, 2, 3].map(() => send({ commit })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(await storedOf(frontend, commit)).toHaveLength(1);
  });
});
