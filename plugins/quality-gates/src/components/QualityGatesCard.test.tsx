import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { coverage, evaluation } from '../__testUtils__/fixtures';
import { renderGates, testApi } from '../__testUtils__/renderGates';
import { QualityGatesCard } from './QualityGatesCard';
import { QualityGatesTab } from './QualityGatesTab';

afterEach(() => jest.restoreAllMocks());

const card = () => screen.findByRole('region', { name: 'Quality gates' });

describe('QualityGatesCard', () => {
  it('shows the verdict, what is in the way with value, limit and reason, and keeps missing apart from failed', async () => {
    const api = testApi([evaluation()]);
    const { signals } = renderGates(<QualityGatesCard />, api);
    const [failed, , missing] = await screen.findAllByRole('listitem');
    expect(await card()).toHaveTextContent(/^Quality gatesfailed/);
    expect(failed).toBeVisible();
    const region = await card();
    const rows = within(region)
      .getAllByRole('listitem')
      .map(row => row.textContent);
    expect(rows[0]).toBe(
      'failedHigh vulnerabilities7 (max 0)7 is not 0.CVE-1 in libxCVE-2 in libyand 5 more',
    );
    expect(rows).toContainEqual(
      'missingImage scan (must be present)No report with this value was found.',
    );
    expect(rows).toContainEqual(
      'not readableTest time (max 900 s)advisoryThe report junit.xml could not be read.',
    );
    expect(missing).toBeDefined();
    expect(region).toHaveTextContent('junit.xml: It ends in the middle.');
    expect(
      within(region).getByRole('link', { name: 'aaaaaaa' }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/tea/tea-shop/commit/aaaaaaa1111111111111111111111111111111111',
    );
    expect(within(region).getByRole('link', { name: 'CI run' })).toBeVisible();
    expect(api.listEvaluations).toHaveBeenCalledTimes(1);
    expect(api.listEvaluations.mock.calls[0][0]).toEqual({
      entityRef: 'component:default/tea-shop',
      latestPerCommit: true,
      limit: 20,
    });
    expect(signals.channels).toEqual([
      'quality-gates:component:default/tea-shop',
    ]);

    await userEvent.click(within(region).getByText('All checks (4)'));
    expect(within(region).getByText('Line coverage')).toBeVisible();
    expect(region).toHaveTextContent('88.45 % (min 85 %)');
  });

  it('says when all is well', async () => {
    renderGates(
      <QualityGatesCard />,
      testApi([
        evaluation({ verdict: 'passed', checks: [coverage], problems: [] }),
      ]),
    );
    expect(await screen.findByText('Its check passed.')).toBeVisible();
  });

  it('tells what makes the first evaluation happen', async () => {
    renderGates(<QualityGatesCard />, testApi([]));
    expect(
      await screen.findByText('No commit has been judged yet'),
    ).toBeVisible();
    expect(await card()).toHaveTextContent('heal7-gates check');
  });

  it('says that it could not load, and loads when asked again', async () => {
    const api = testApi([evaluation()]);
    api.listEvaluations.mockRejectedValueOnce(new Error('stack trace here'));
    renderGates(<QualityGatesCard />, api);
    const alert = await screen.findByRole('alert');
    expect(alert).not.toHaveTextContent('stack trace');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findAllByText('High vulnerabilities')).not.toHaveLength(
      0,
    );
  });

  it('follows signals, keeps the last good answer when one fails, and is silent while hidden', async () => {
    const api = testApi([evaluation()]);
    const { signals } = renderGates(<QualityGatesCard />, api);
    await screen.findAllByText('High vulnerabilities');

    api.listEvaluations.mockResolvedValue({
      items: [
        evaluation({
          id: 'e2',
          verdict: 'passed',
          checks: [coverage, { ...coverage, id: 'b' }],
          problems: [],
        }),
      ],
    });
    await signals.send({ a: 1 });
    expect(await screen.findByText('All 2 checks passed.')).toBeVisible();

    api.listEvaluations.mockRejectedValue(new Error('down'));
    await signals.send({ a: 2 });
    expect(await screen.findByText(/Could not refresh/)).toBeVisible();
    expect(screen.getByText('All 2 checks passed.')).toBeVisible();

    const asked = api.listEvaluations.mock.calls.length;
    const visibility = jest
      .spyOn(document, 'visibilityState', 'get')
      .mockReturnValue('hidden');
    await signals.send({ a: 3 });
    expect(api.listEvaluations).toHaveBeenCalledTimes(asked);
    visibility.mockReturnValue('visible');
    await act(async () => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(() =>
      expect(api.listEvaluations).toHaveBeenCalledTimes(asked + 1),
    );
  });

  it('speaks Korean', async () => {
    renderGates(<QualityGatesCard />, testApi([evaluation()]), 'ko');
    const region = await screen.findByRole('region', { name: '품질 게이트' });
    await screen.findAllByText('누락');
    expect(region).toHaveTextContent('측정값 7, 너무 높습니다. 기준: 최대 0.');
  });

  it('has no accessibility violation', async () => {
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    renderGates(<QualityGatesCard />, testApi([evaluation()]));
    await screen.findAllByText('High vulnerabilities');
    const { violations } = await axe.run(document.body, {
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
      },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
  });
});

describe('QualityGatesTab', () => {
  it('lists the judged commits, newest first, with what each one counts', async () => {
    renderGates(
      <QualityGatesTab />,
      testApi([
        evaluation({ id: 'e2', pullRequest: 12 }),
        evaluation({ id: 'e1', commit: 'bbbbbbb2', verdict: 'passed' }),
      ]),
    );
    const region = await screen.findByRole('region', {
      name: 'Judged commits',
    });
    await waitFor(() =>
      expect(
        within(region)
          .getAllByText(/failed, .* unclear/)
          .map(element => element.textContent),
      ).toEqual([
        '1 failed, 2 unclear, 1 passed',
        '1 failed, 2 unclear, 1 passed',
      ]),
    );
    expect(region).toHaveTextContent(/aaaaaaapull request 12.*bbbbbbb/);
  });
});
