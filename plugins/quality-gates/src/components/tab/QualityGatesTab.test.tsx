import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  commitA,
  commitB,
  coverage,
  evaluation,
  nothingJudged,
  quality,
  trend,
} from '../../__testUtils__/fixtures';
import { accessibilityViolations } from '../../__testUtils__/accessibilityViolations';
import { renderGates, testApi } from '../../__testUtils__/renderGates';
import { QualityGatesTab } from './QualityGatesTab';

afterEach(() => jest.restoreAllMocks());

const lane = (name: string) => screen.findByRole('region', { name });
const whole = quality({
  evaluations: [
    evaluation(),
    evaluation({
      id: 'e2',
      commit: commitB,
      verdict: 'passed',
      checks: [coverage],
      problems: [],
    }),
  ],
  deployed: [
    { environment: 'dev', tier: 'development', commit: commitA.slice(0, 7) },
    {
      environment: 'prod',
      tier: 'production',
      commit: commitB,
      version: '1.41.3',
      evaluationId: 'e2',
    },
    {
      environment: 'staging',
      tier: 'staging',
      commit: commitB,
      version: '1.41.3',
      evaluationId: 'e2',
    },
  ],
  pullRequests: [
    {
      number: 12,
      title: 'Faster tea',
      url: 'https://git.example.com/tea/tea-shop/pull/12',
      branch: 'faster',
      commit: 'c'.repeat(40),
      author: 'jisoo',
      draft: true,
    },
  ],
  trends: [
    trend('coverage.backend-lines', [84, undefined, 87.5, 88.456]),
    trend('security.high-critical', []),
  ],
});

describe('QualityGatesTab', () => {
  it('shows the default branch, each commit that runs once, and what is proposed', async () => {
    renderGates(<QualityGatesTab />, testApi(whole));
    const main = await lane('Default branch');
    expect(main).toHaveTextContent(/failed main.*aaaaaaa/);
    const deployed = within(await lane('Deployed')).getAllByRole('listitem');
    expect(deployed.map(item => item.textContent)).toEqual([
      expect.stringMatching(/^passed prod, staging.*1\.41\.3bbbbbbb/),
      expect.stringMatching(/^not judged yetdevaaaaaaa/),
    ]);
    const proposed = await lane('Open pull requests');
    expect(proposed).toHaveTextContent(
      'not judged yet#12Faster teaby jisoodraftccccccc',
    );
    expect(
      within(proposed).getByRole('link', { name: 'Faster tea' }),
    ).toHaveAttribute('href', 'https://git.example.com/tea/tea-shop/pull/12');
    expect(within(proposed).queryByRole('button')).not.toBeInTheDocument();
  });

  it('shows the checks of the default branch in their groups, with source, and those of another commit when it is chosen', async () => {
    const api = testApi(whole);
    renderGates(<QualityGatesTab />, api);
    const checks = await lane('Checks of commit aaaaaaa');
    expect(
      within(checks)
        .getAllByRole('heading', { level: 3 })
        .map(heading => heading.textContent),
    ).toEqual(['Coverage', 'Security', 'Performance']);
    expect(checks).toHaveTextContent('1 failed, 2 unclear, 1 passed');
    expect(checks).toHaveTextContent(/Trivy 0\.58scan\.jsonreport of .* ago/);
    expect(checks).toHaveTextContent('for commit bbbbbbb');
    expect(checks).toHaveTextContent('junit.xml: It ends in the middle.');

    await userEvent.click(
      screen.getByRole('button', { name: /^passed prod, staging/ }),
    );
    const others = await lane('Checks of commit bbbbbbb');
    expect(others).toHaveTextContent('0 failed, 0 unclear, 1 passed');
    expect(
      screen.getByRole('button', { name: /^passed prod, staging/ }),
    ).toHaveAttribute('aria-pressed', 'true');
    expect(api.getServiceQuality).toHaveBeenCalledTimes(1);
    expect(api.listEvaluations).not.toHaveBeenCalled();
  });

  it('opens what the address names', async () => {
    renderGates(<QualityGatesTab />, testApi(whole), {
      address: '/?evaluation=e2',
    });
    expect(await lane('Checks of commit bbbbbbb')).toBeVisible();
  });

  it('draws the course of a check, in words too, and shows single values on focus and by arrow keys', async () => {
    renderGates(<QualityGatesTab />, testApi(whole));
    const chart = await screen.findByRole('img', {
      name: 'Backend line coverage: 4 evaluations, from 84 % to 88.45 %, lowest 84 %, highest 88.45 %, limit: min 85 %. 1 without a value.',
    });
    // Only where there are values.
    expect(screen.getAllByRole('img')).toHaveLength(1);
    expect(chart).toBeVisible();
    const values = screen.getByRole('slider', {
      name: 'Values of Backend line coverage',
    });
    const region = screen.getByRole('region', {
      name: 'Checks of commit aaaaaaa',
    });
    const newest = /88\.45 % · 3333333 · Mar 4, 2026/;
    expect(values).toHaveAttribute(
      'aria-valuetext',
      expect.stringMatching(newest),
    );
    expect(region).not.toHaveTextContent(newest);
    fireEvent.focus(values);
    expect(region).toHaveTextContent(newest);
    fireEvent.change(values, { target: { value: '1' } });
    expect(region).toHaveTextContent(/no value · 1111111/);
    fireEvent.pointerMove(values, { clientX: 0 });
    expect(region).toHaveTextContent(/84 % · 0000000/);
    fireEvent.pointerLeave(values);
    expect(region).not.toHaveTextContent(/84 % · 0000000/);
  });

  it('says which lane could not be asked for', async () => {
    renderGates(
      <QualityGatesTab />,
      testApi(
        quality({
          problems: [
            { source: 'pull-requests', code: 'unavailable', text: 'No answer' },
          ],
        }),
      ),
    );
    expect(await lane('Open pull requests')).toHaveTextContent(
      'could not be asked for just now',
    );
    expect(await lane('Deployed')).toHaveTextContent('Runs nowhere');
  });

  it('loads the past when somebody wants it, page by page', async () => {
    const api = testApi(whole);
    api.listEvaluations
      .mockResolvedValueOnce({
        items: [evaluation({ id: 'p1', pullRequest: 12 })],
        nextCursor: 'next',
      })
      .mockRejectedValueOnce(new Error('down'))
      .mockResolvedValueOnce({ items: [evaluation({ id: 'p2' })] });
    renderGates(<QualityGatesTab />, api);
    const history = await lane('Judged commits');
    const press = (name: string) =>
      userEvent.click(within(history).getByRole('button', { name }));
    await press('Show earlier evaluations');
    expect(await within(history).findByText('pull request 12')).toBeVisible();
    await press('Load more');
    expect(await within(history).findByRole('alert')).toHaveTextContent(
      'The evaluations could not be loaded.',
    );
    await press('Try again');
    await waitFor(() =>
      expect(
        within(history).getAllByText('1 failed, 2 unclear, 1 passed'),
      ).toHaveLength(2),
    );
    expect(within(history).queryByRole('button')).not.toBeInTheDocument();
    expect(
      api.listEvaluations.mock.calls.map(([query]) => query.cursor),
    ).toEqual([undefined, 'next', 'next']);
  });

  it.each([
    ['with everything', whole],
    ['with nothing judged', nothingJudged],
  ])('has no accessibility violation %s', async (_name, answer) => {
    renderGates(<QualityGatesTab />, testApi(answer));
    await lane('Default branch');
    expect(await accessibilityViolations()).toEqual([]);
  });

  it('speaks Korean', async () => {
    renderGates(<QualityGatesTab />, testApi(whole), { language: 'ko' });
    expect(await lane('기본 브랜치')).toHaveTextContent('실패');
    expect(await lane('커밋 aaaaaaa 검사')).toHaveTextContent(
      'CI에서 이 값이 담긴 리포트가 오지 않았습니다.',
    );
  });
});
