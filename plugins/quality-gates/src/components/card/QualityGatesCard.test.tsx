import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  check,
  commitA,
  commitB,
  coverage,
  evaluation,
  nothingJudged,
  quality,
  scan,
  vulnerabilities,
} from '../../__testUtils__/fixtures';
import { accessibilityViolations } from '../../__testUtils__/accessibilityViolations';
import { renderGates, testApi } from '../../__testUtils__/renderGates';
import { QualityGatesCard } from './QualityGatesCard';

afterEach(() => jest.restoreAllMocks());

const card = () => screen.findByRole('region', { name: 'Quality gates' });
const production = (commit: string, evaluationId?: string) => ({
  environment: 'prod',
  tier: 'production' as const,
  commit,
  evaluationId,
});

describe('QualityGatesCard', () => {
  it('shows the verdict, what is in the way with value, limit and reason, and keeps missing apart from failed', async () => {
    const api = testApi(quality());
    const { signals } = renderGates(<QualityGatesCard />, api);
    await screen.findAllByRole('listitem');
    const region = await card();
    expect(region).toHaveTextContent(/^Quality gatesfailed/);
    const rows = within(region)
      .getAllByRole('listitem')
      .map(row => row.textContent);
    expect(rows[0]).toBe(
      'failedHigh or critical vulnerabilities7 (max 0)7 is too high: max 0.CVE-1 in libxCVE-2 in libyand 5 more',
    );
    expect(rows).toContainEqual(
      'missingImage scan (must be present)No report with this value came from CI.',
    );
    expect(rows).toContainEqual(
      'not readableSlow tests (max 15 min)advisoryA report could not be read.junit.xml: It ends in the middle.',
    );
    // The check it belongs to decides nothing.
    expect(region).not.toHaveTextContent('Reports that could not be used');
    expect(region).toHaveTextContent('Computed for commit aaaaaaa.');
    expect(
      within(region).getByRole('link', { name: 'aaaaaaa' }),
    ).toHaveAttribute(
      'href',
      `https://git.example.com/tea/tea-shop/commit/${commitA}`,
    );
    expect(within(region).getByRole('link', { name: 'CI run' })).toBeVisible();
    expect(
      within(region).getByRole('link', { name: 'Details and waivers' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/tea-shop/quality-gates',
    );
    expect(api.getServiceQuality.mock.calls.map(([ref]) => ref)).toEqual([
      'component:default/tea-shop',
    ]);
    expect(signals.channels).toEqual([
      'quality-gates:component:default/tea-shop',
    ]);

    await userEvent.click(within(region).getByText('All checks (4)'));
    expect(within(region).getByText('Backend line coverage')).toBeVisible();
    expect(region).toHaveTextContent('88.45 % (min 85 %)');
  });

  it('says once which report leaves the verdict open', async () => {
    const problems = [
      { file: 'trivy.json', code: 'malformed', message: 'It is cut off.' },
    ];
    const unclear = {
      verdict: 'error' as const,
      reasonCode: 'unreadable',
      problems,
    };
    const checks = [scan, vulnerabilities].map(it => ({ ...it, ...unclear }));
    renderGates(
      <QualityGatesCard />,
      testApi(
        quality({ evaluations: [evaluation({ verdict: 'error', checks })] }),
      ),
    );
    expect(
      await screen.findByText('Reports that could not be used'),
    ).toBeVisible();
    expect(screen.getAllByText('trivy.json')).toHaveLength(1);
  });

  it.each([
    [
      [production(commitA.slice(0, 7))],
      'Computed for commit aaaaaaa, which is what production runs.',
    ],
    [
      [production(commitB, 'old')],
      'Computed for commit aaaaaaa, production runs bbbbbbb: passed.',
    ],
    [
      [production(commitB)],
      'Computed for commit aaaaaaa, production runs bbbbbbb, which was not judged.',
    ],
  ])('says how it relates to production', async (deployed, sentence) => {
    const old = evaluation({ id: 'old', commit: commitB, verdict: 'passed' });
    renderGates(
      <QualityGatesCard />,
      testApi(quality({ deployed, evaluations: [evaluation(), old] })),
    );
    await screen.findAllByRole('listitem');
    expect(await card()).toHaveTextContent(sentence);
  });

  it('says when all is well', async () => {
    const passed = evaluation({
      verdict: 'passed',
      checks: [coverage],
      problems: [],
    });
    renderGates(
      <QualityGatesCard />,
      testApi(quality({ evaluations: [passed] })),
    );
    expect(await screen.findByText('Its check passed.')).toBeVisible();
  });

  it('shows beside the verdict that it rests on a waiver, and at the check by whom', async () => {
    const waived = evaluation({
      verdict: 'passed',
      checks: [
        coverage,
        {
          ...vulnerabilities,
          waiver: {
            id: 'w1',
            reason: 'Fixed on Friday.',
            approvedBy: 'user:default/dohyun',
            expiresAt: '2099-12-12T11:00:00Z',
          },
        },
      ],
    });
    renderGates(
      <QualityGatesCard />,
      testApi(quality({ evaluations: [waived] })),
    );
    expect(
      await screen.findByText('1 waiver until Dec 12, 2099'),
    ).toBeVisible();
    expect(
      screen.getAllByText(
        'waived until Dec 12, 2099 by dohyun: Fixed on Friday.',
      )[0],
    ).toBeVisible();
  });

  it('says what it waits for, and how far it is', async () => {
    const pending = evaluation({
      verdict: 'inconclusive',
      checks: [
        coverage,
        check({
          id: 'performance.image-size',
          title: 'Image size',
          verdict: 'inconclusive',
          value: undefined,
          reasonCode: 'pending',
        }),
      ],
      pendingParts: ['image'],
      // A long time off, so that the day is told.
      pendingUntil: '2999-03-02T11:30:00Z',
    });
    renderGates(
      <QualityGatesCard />,
      testApi(quality({ evaluations: [pending] })),
    );
    const region = await card();
    expect(await screen.findByText('1 of 2 checks are in')).toBeVisible();
    expect(region).toHaveTextContent(/^Quality gatespending/);
    expect(region).toHaveTextContent(
      'Waiting for: image. At the latest Mar 2, 2999',
    );
    // Once for all of them.
    expect(within(region).queryByText(/has not come yet/)).toBeNull();
    expect(
      screen.getByRole('progressbar', { name: '1 of 2 checks are in' }),
    ).toHaveAttribute('value', '1');
  });

  it('tells what makes the first evaluation happen', async () => {
    renderGates(<QualityGatesCard />, testApi(nothingJudged));
    expect(
      await screen.findByText('No commit has been judged yet'),
    ).toBeVisible();
    expect(await card()).toHaveTextContent('heal7-gates check');
  });

  it('says that it could not load, and loads when asked again', async () => {
    const api = testApi(quality());
    api.getServiceQuality.mockRejectedValueOnce(new Error('stack trace here'));
    renderGates(<QualityGatesCard />, api);
    const alert = await screen.findByRole('alert');
    expect(alert).not.toHaveTextContent('stack trace');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findAllByText('High or critical vulnerabilities'),
    ).not.toHaveLength(0);
  });

  it('follows signals, keeps the last good answer when one fails, and is silent while hidden', async () => {
    const api = testApi(quality());
    const { signals } = renderGates(<QualityGatesCard />, api);
    await screen.findAllByText('High or critical vulnerabilities');

    const passed = evaluation({
      verdict: 'passed',
      checks: [coverage, { ...coverage, id: 'b' }],
      problems: [],
    });
    api.getServiceQuality.mockResolvedValue(quality({ evaluations: [passed] }));
    await signals.send({ a: 1 });
    expect(await screen.findByText('All 2 checks passed.')).toBeVisible();

    api.getServiceQuality.mockRejectedValue(new Error('down'));
    await signals.send({ a: 2 });
    expect(await screen.findByText(/Could not refresh/)).toBeVisible();
    expect(screen.getByText('All 2 checks passed.')).toBeVisible();

    const asked = api.getServiceQuality.mock.calls.length;
    const visibility = jest
      .spyOn(document, 'visibilityState', 'get')
      .mockReturnValue('hidden');
    await signals.send({ a: 3 });
    expect(api.getServiceQuality).toHaveBeenCalledTimes(asked);
    visibility.mockReturnValue('visible');
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(() =>
      expect(api.getServiceQuality).toHaveBeenCalledTimes(asked + 1),
    );
  });

  it('asks once for all cards of a page, also after a signal', async () => {
    const api = testApi(quality());
    const { signals } = renderGates(
      <>
        <QualityGatesCard />
        <QualityGatesCard />
      </>,
      api,
    );
    await waitFor(() =>
      expect(screen.getAllByText('All checks (4)')).toHaveLength(2),
    );
    expect(api.getServiceQuality).toHaveBeenCalledTimes(1);
    await signals.send({ a: 1 });
    expect(api.getServiceQuality).toHaveBeenCalledTimes(2);
  });

  it('speaks Korean', async () => {
    renderGates(<QualityGatesCard />, testApi(quality()), { language: 'ko' });
    const region = await screen.findByRole('region', { name: '품질 게이트' });
    await screen.findAllByText('누락');
    expect(region).toHaveTextContent('측정값 7, 너무 높습니다. 기준: 최대 0.');
    expect(region).toHaveTextContent('심각 및 높은 취약점');
  });

  it('has no accessibility violation', async () => {
    renderGates(<QualityGatesCard />, testApi(quality()));
    await screen.findAllByText('High or critical vulnerabilities');
    expect(await accessibilityViolations()).toEqual([]);
  });
});
