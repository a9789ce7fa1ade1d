import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { quality } from '../../__testUtils__/fixtures';
import { fleet } from '../../__testUtils__/fleetFixtures';
import { accessibilityViolations } from '../../__testUtils__/accessibilityViolations';
import { renderGates, testApi } from '../../__testUtils__/renderGates';
import { FleetPage } from './FleetPage';

afterEach(() => jest.restoreAllMocks());

const api = () => testApi(quality());
const table = () => screen.findByRole('table');
const lastQuery = (backend: ReturnType<typeof api>) => {
  const [query] =
    backend.getFleet.mock.calls[backend.getFleet.mock.calls.length - 1];
  return query;
};

/** There is room for so many pixels. */
const giveRoom = (width: number) =>
  jest
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockReturnValue(new DOMRect(0, 0, width, 500));

beforeAll(() => {
  // jsdom has none.
  window.DOMRect ??= class {
    constructor(
      readonly x: number,
      readonly y: number,
      readonly width: number,
      readonly height: number,
    ) {}
  } as typeof DOMRect;
});

describe('FleetPage', () => {
  it('shows services and checks, with words for each cell', async () => {
    const backend = api();
    renderGates(<FleetPage />, backend);
    const rows = within(await table()).getAllByRole('row');
    expect(
      within(rows[1])
        .getAllByRole('columnheader')
        .map(head => head.textContent),
    ).toEqual([
      'Service',
      'Verdict',
      'Judged',
      'Backend line coverage',
      'High or critical vulnerabilities',
    ]);
    const [, , coverage, vulnerabilities] = within(rows[2]).getAllByRole(
      'cell',
    );
    expect(coverage).toHaveAttribute(
      'title',
      'Backend line coverage: passed, 88.45 %',
    );
    expect(vulnerabilities).toHaveAttribute(
      'title',
      'High or critical vulnerabilities: failed, 7',
    );
    const [, , notApplying, waived] = within(rows[3]).getAllByRole('cell');
    expect(notApplying).toHaveTextContent('does not apply');
    expect(waived).toHaveTextContent(
      'High or critical vulnerabilities: failed, 1, waived',
    );
    expect(
      within(rows[2]).getByRole('link', { name: 'tea-shop' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/tea-shop/quality-gates',
    );
    expect(screen.getByRole('region', { name: 'Verdicts' })).toHaveTextContent(
      '1 failed0 could not be judged0 cannot tell0 pending1 passed',
    );
    expect(backend.getFleet).toHaveBeenCalledTimes(1);
    expect(lastQuery(backend)).toEqual({
      sort: 'verdict',
      order: 'desc',
      limit: 50,
    });
    expect(await accessibilityViolations()).toEqual([]);
  });

  it('shows the services of the reader’s teams first, and all when asked', async () => {
    const backend = api();
    renderGates(<FleetPage />, backend, { teams: ['group:default/team-tea'] });
    await table();
    expect(lastQuery(backend).owners).toEqual([
      'user:default/minji',
      'group:default/team-tea',
    ]);
    const owner = screen.getByRole('combobox', { name: 'Owner' });
    expect(owner).toHaveValue('mine');
    await userEvent.selectOptions(owner, 'All');
    await waitFor(() => expect(lastQuery(backend).owners).toBeUndefined());
    await userEvent.selectOptions(owner, 'team-web');
    await waitFor(() =>
      expect(lastQuery(backend).owners).toEqual(['group:default/team-web']),
    );
  });

  it('sorts by every column, in the backend', async () => {
    const backend = api();
    renderGates(<FleetPage />, backend);
    const head = (name: string) => screen.getByRole('columnheader', { name });
    const press = async (name: string) =>
      userEvent.click(within(head(name)).getByRole('button'));
    await table();
    expect(head('Verdict')).toHaveAttribute('aria-sort', 'descending');
    await press('Service');
    await waitFor(() =>
      expect(lastQuery(backend)).toMatchObject({ sort: 'name', order: 'asc' }),
    );
    await press('Backend line coverage');
    await waitFor(() =>
      expect(lastQuery(backend)).toMatchObject({
        sort: 'coverage.backend-lines',
        order: 'desc',
      }),
    );
    await press('Backend line coverage');
    await waitFor(() => expect(lastQuery(backend).order).toBe('asc'));
    expect(head('Backend line coverage')).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
  });

  it('takes its choice from the address, and leads from what fails most to the services', async () => {
    const backend = api();
    renderGates(<FleetPage />, backend, {
      address: '/?owner=all&text=tea&sort=updated&order=asc',
    });
    await table();
    expect(lastQuery(backend)).toEqual({
      text: 'tea',
      sort: 'updated',
      order: 'asc',
      limit: 50,
    });
    expect(screen.getByRole('searchbox')).toHaveValue('tea');
    const bar = screen.getByRole('button', {
      name: 'High or critical vulnerabilities 1 service, of it 1 failed',
    });
    await userEvent.click(bar);
    await waitFor(() =>
      expect(lastQuery(backend)).toMatchObject({
        failing: 'security.high-critical',
        text: 'tea',
      }),
    );
    expect(bar).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(bar);
    await waitFor(() => expect(lastQuery(backend).failing).toBeUndefined());

    await userEvent.clear(screen.getByRole('searchbox'));
    await userEvent.type(screen.getByRole('searchbox'), 'web');
    await waitFor(() => expect(lastQuery(backend).text).toBe('web'));
  });

  it('loads more by the cursor, and keeps all of it fresh', async () => {
    const backend = api();
    const [row] = fleet().items;
    const rows = (from: number) =>
      Array.from({ length: 50 }, (_, index) => ({
        ...row,
        entityRef: `component:default/tea-${from + index}`,
      }));
    backend.getFleet.mockImplementation(async ({ cursor }) =>
      cursor
        ? fleet({ items: rows(50) })
        : fleet({ items: rows(0), nextCursor: 'next' }),
    );
    renderGates(<FleetPage />, backend);
    const shown = async () =>
      within(await table()).getAllByRole('rowheader').length;
    expect(await shown()).toBe(50);
    expect(backend.getFleet).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await shown()).toBe(100));
    expect(lastQuery(backend).cursor).toBe('next');
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });

  it('says when nothing fits, and leads to all', async () => {
    const backend = api();
    backend.getFleet.mockResolvedValueOnce(fleet({ items: [], checks: [] }));
    renderGates(<FleetPage />, backend, { teams: ['group:default/team-x'] });
    expect(
      await screen.findByText('No judged service belongs to your teams.'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all services' }),
    );
    expect(await table()).toBeVisible();
  });

  it('says when it could not load, and when what it shows may be old', async () => {
    const backend = api();
    backend.getFleet.mockRejectedValueOnce(new Error('down'));
    renderGates(<FleetPage />, backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The services could not be loaded',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await table();
    backend.getFleet.mockRejectedValueOnce(new Error('down'));
    window.dispatchEvent(new Event('online'));
    expect(await screen.findByText(/Could not refresh/)).toBeVisible();
    expect(await table()).toBeVisible();
  });

  it('does not show the services of another choice when the answer does not come', async () => {
    const backend = api();
    renderGates(<FleetPage />, backend);
    await table();
    backend.getFleet.mockRejectedValueOnce(new Error('down'));
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Owner' }),
      'team-web',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The services could not be loaded',
    );
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('becomes cards where there is no room for a table', async () => {
    giveRoom(358);
    renderGates(<FleetPage />, api());
    const services = await screen.findByRole('region', { name: 'Services' });
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
    expect(services).toHaveTextContent(
      'High or critical vulnerabilities: failed, 7The other 1 checks pass.',
    );
    expect(
      within(services).getByRole('combobox', { name: 'Order by' }),
    ).toHaveValue('verdict');
    expect(await accessibilityViolations()).toEqual([]);
  });

  it('speaks Korean', async () => {
    renderGates(<FleetPage />, api(), { language: 'ko' });
    expect(
      await screen.findByRole('heading', { level: 1, name: '품질 게이트' }),
    ).toBeVisible();
    expect(
      within(await table()).getByRole('columnheader', {
        name: '백엔드 라인 커버리지',
      }),
    ).toBeVisible();
  });
});

describe('a fleet that waits for images', () => {
  it('says so, and counts nothing of it as failing', async () => {
    const [, green] = fleet().items;
    const [vulnerabilities] = fleet().checks;
    const backend = api();
    backend.getFleet.mockResolvedValue(
      fleet({
        items: [
          {
            ...green,
            verdict: 'inconclusive',
            pending: true,
            cells: {
              [vulnerabilities.id]: { verdict: 'inconclusive', pending: true },
            },
          },
        ],
        checks: [
          { ...vulnerabilities, services: 1, failed: 0, waived: 0, pending: 1 },
        ],
        totals: { passed: 0, failed: 0, inconclusive: 0, error: 0 },
        pending: 1,
      }),
    );
    renderGates(<FleetPage />, backend);
    const [, , row] = within(await table()).getAllByRole('row');
    expect(row).toHaveTextContent('High or critical vulnerabilities: pending');
    expect(row).not.toHaveTextContent('cannot tell');
    expect(screen.getByRole('region', { name: 'Verdicts' })).toHaveTextContent(
      '1 pending',
    );
    expect(
      screen.getByText('No check of these services fails.'),
    ).toBeInTheDocument();
  });
});
