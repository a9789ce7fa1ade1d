import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  delivery,
  environment,
  production,
  rollback,
  staging,
  v2,
} from '../__testUtils__/fixtures';
import { renderTab, testApi } from '../__testUtils__/renderTab';

const lane = (name: string) => screen.findByRole('listitem', { name });

const hide = async (hidden: boolean) => {
  jest
    .spyOn(document, 'visibilityState', 'get')
    .mockReturnValue(hidden ? 'hidden' : 'visible');
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
};

afterEach(() => jest.restoreAllMocks());

describe('DeliveryTab', () => {
  it('asks once and shows the worst thing, the journey, the lanes, the canary and the history', async () => {
    const { api, signals } = renderTab({
      cards: <p>a card of another plugin</p>,
    });
    expect(await screen.findByText(/is halted: success rate/)).toBeVisible();
    expect(api.getService).toHaveBeenCalledTimes(1);
    expect(signals.channels).toEqual(['delivery:component:default/tea-shop']);

    const stations = screen.getByRole('list', { name: 'Stations of 2.3.0' });
    expect(
      within(stations)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringMatching(/^Commitdone\d+ days? ago|^Commitdone.* ago/),
      'Gatespassed',
      'Imagedone1 min 35 sec',
      'Developmentdone',
      'Stagingrunning',
      'Productionwaiting · 30 %',
    ]);
    expect(
      within(stations).getByRole('link', { name: 'Commit' }),
    ).toHaveAttribute(
      'href',
      'https://git.example.com/tea-shop/commit/cccccc3',
    );

    const finished = screen.getByRole('list', { name: 'Stations of 2.1.0' });
    expect(finished).toHaveTextContent(
      'CommitdoneGatesdoneImagedoneDevelopmentdoneStagingdoneProductiondone',
    );

    const canary = screen.getByRole('region', {
      name: 'Canary 2.3.0 in Production',
    });
    expect(canary).toHaveTextContent('30 % of at most 50 %');
    expect(canary).toHaveTextContent('2 of 5');
    expect(canary).toHaveTextContent('Routeagrees');
    expect(canary).toHaveTextContent(
      'Success rateoutside limitCanary93.8 %Stable99.7 %Limitmin 99 %',
    );
    expect(canary).toHaveTextContent(
      'Request durationcannot tellCanaryno dataStableno answerLimitmax 500 ms',
    );
    expect(
      await within(canary).findByRole('img', {
        name: 'Success rate: canary 93.8 %, stable 99.7 %, limit min 99 %',
      }),
    ).toBeInTheDocument();

    const history = screen.getByRole('region', { name: 'History' });
    const [newest] = within(history).getAllByRole('listitem');
    expect(newest).toHaveTextContent(
      /2\.2\.0 → 2\.1\.0roll back.*succeeded.*haneul.*memory leak/,
    );
    expect(screen.getByText('a card of another plugin')).toBeVisible();
  });

  it('shows each lane, and says in words why an action is not possible', async () => {
    renderTab();
    const prod = await lane('Production');
    expect(prod).toHaveTextContent('2.1.0');
    expect(prod).toHaveTextContent('healthy');
    expect(prod).toHaveTextContent('5 of 5 pods ready');
    expect(prod).toHaveTextContent('2 releases behind Staging');
    expect(prod).toHaveTextContent('canary 2.3.0 at 30 %');
    const button = within(prod).getByRole('button', {
      name: 'Roll back Production',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      'Only owners of tea-shop may roll back production.',
    );
    expect(
      within(prod).getByText(
        'Only owners of tea-shop may roll back production.',
      ),
    ).toBeVisible();
    expect(
      within(prod).getByRole('button', { name: 'Stop canary in Production' }),
    ).toBeEnabled();
    expect(await lane('Development')).toHaveTextContent('same as Staging');
  });

  it('says calmly that an environment was never deployed to', async () => {
    const api = testApi();
    api.getService.mockResolvedValue({
      status: 'ok',
      etag: '"1"',
      delivery: {
        ...delivery,
        environments: [
          environment({
            name: 'prod',
            title: 'Production',
            running: undefined,
            health: 'missing',
            notDeployed: true,
          }),
        ],
      },
    });
    renderTab({ api });
    const prod = await lane('Production');
    expect(prod).toHaveTextContent('Not deployed yet');
    expect(prod).not.toHaveTextContent('missing');
  });

  it('costs a dead cluster its own lane only', async () => {
    const api = testApi();
    const dead = environment({
      ...production,
      stale: true,
      rollout: undefined,
      problems: [
        {
          code: 'cluster-unreachable',
          text: 'Cluster south cannot be reached.',
          severity: 'error',
          scope: 'cluster:south',
          since: '2026-03-02T11:31:00Z',
        },
      ],
    });
    api.getService.mockResolvedValue({
      status: 'ok',
      delivery: { ...delivery, environments: [staging, dead] },
    });
    renderTab({ api });
    const prod = await lane('Production');
    expect(prod).toHaveTextContent(
      /Cluster south cannot be reached\. \(since .* ago\) What you see is from .* ago\./,
    );
    expect(prod).toHaveTextContent('2.1.0');
    expect(await lane('Staging')).not.toHaveTextContent('cannot be reached');
  });

  it('says when the real route and Flagger disagree', async () => {
    const api = testApi();
    const { rollout } = production;
    if (!rollout) throw new Error('the fixture has a rollout');
    api.getService.mockResolvedValue({
      status: 'ok',
      delivery: {
        ...delivery,
        environments: [
          environment({
            ...production,
            rollout: { ...rollout, reportedWeight: 0, routeAgrees: false },
          }),
        ],
      },
    });
    renderTab({ api });
    expect(
      await screen.findByText(
        'The real route sends 30 % to the canary, but Flagger reports 0 %.',
      ),
    ).toBeVisible();
  });

  it('fetches again when a signal arrives, with the ETag, and keeps the page on 304', async () => {
    const { api, signals } = renderTab();
    const before = await lane('Production');
    api.getService.mockResolvedValue({ status: 'unchanged', etag: '"1"' });
    await signals.send({ entityRef: delivery.entityRef });
    expect(api.getService).toHaveBeenCalledTimes(2);
    expect(api.getService.mock.calls[1][1]?.etag).toBe('"1"');
    expect(await lane('Production')).toBe(before);

    api.getService.mockResolvedValue({
      status: 'ok',
      delivery: {
        ...delivery,
        environments: [environment({ ...production, running: v2 })],
      },
    });
    await signals.send({ entityRef: delivery.entityRef });
    await waitFor(async () =>
      expect(await lane('Production')).toHaveTextContent('2.2.0'),
    );
  });

  it('sends nothing while the tab is hidden', async () => {
    const { api, signals } = renderTab();
    await lane('Production');
    await hide(true);
    await signals.send({ a: 1 });
    await signals.send({ a: 2 });
    expect(api.getService).toHaveBeenCalledTimes(1);
    await hide(false);
    expect(api.getService).toHaveBeenCalledTimes(2);
  });

  it('keeps the last good data with a note when a refetch fails', async () => {
    const { api, signals } = renderTab();
    await lane('Production');
    api.getService.mockRejectedValue(new Error('The gateway is down.'));
    await signals.send({ a: 1 });
    expect(
      await screen.findByText(/Could not refresh: The gateway is down\./),
    ).toBeVisible();
    expect(await lane('Production')).toHaveTextContent('2.1.0');
    expect(await screen.findByText('not connected')).toBeVisible();
  });

  it('says what happened when the first answer does not come, and asks again', async () => {
    const api = testApi();
    api.getService.mockRejectedValueOnce(
      Object.assign(new Error('Request failed with 403'), { statusCode: 403 }),
    );
    renderTab({ api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'You may not see the deployments of this service.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await lane('Production')).toBeVisible();
  });

  it('tells what to do next when nothing is deployed yet', async () => {
    const api = testApi();
    api.getService.mockResolvedValue({
      status: 'ok',
      delivery: {
        ...delivery,
        headline: undefined,
        environments: [],
        releases: [],
        history: [],
      },
    });
    renderTab({ api });
    expect(
      await screen.findByRole('region', { name: 'Not deployed anywhere yet' }),
    ).toHaveTextContent('backstage.io/kubernetes-id: tea-shop');
  });

  it('shows problems that belong to no lane, and rollbacks and holds in theirs', async () => {
    const api = testApi();
    api.getService.mockResolvedValue({
      status: 'ok',
      delivery: {
        ...delivery,
        rollbacks: [rollback()],
        holds: [
          {
            id: 'h1',
            entityRef: delivery.entityRef,
            environment: 'staging',
            version: v2,
            reason: 'memory leak',
            createdAt: '2026-03-01T00:00:00Z',
            createdBy: 'user:default/minji',
          },
        ],
        problems: [
          {
            code: 'github-down',
            text: 'GitHub does not answer.',
            severity: 'warning',
            scope: 'github',
          },
        ],
      },
    });
    renderTab({ api });
    expect(await screen.findByText('GitHub does not answer.')).toBeVisible();
    expect(await lane('Production')).toHaveTextContent(
      'Roll back to 2.2.0 is running',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Lift hold on 2.2.0 in Staging' }),
    );
    expect(api.liftHold).toHaveBeenCalledWith('h1');
    await waitFor(() => expect(api.getService).toHaveBeenCalledTimes(2));
  });
});
