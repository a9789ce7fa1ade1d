import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fleet, teaShop } from '../../__testUtils__/fixtures';
import { accessibilityProblems } from '../../__testUtils__/accessibilityProblems';
import { renderUpdates, testApi } from '../../__testUtils__/renderUpdates';
import { TemplateUpdatesPage } from './TemplateUpdatesPage';

const list = () =>
  screen.findByRole('list', { name: 'Services made from backend-service' });
const namesIn = (element: HTMLElement) =>
  within(element)
    .getAllByRole('link')
    .filter(link => link.getAttribute('href')?.startsWith('/catalog'))
    .map(link => link.textContent);

describe('TemplateUpdatesPage', () => {
  it('shows each service with version, state and pull requests, by template', async () => {
    const api = testApi();
    renderUpdates(<TemplateUpdatesPage />, api);
    const services = await list();
    expect(namesIn(services)).toEqual(['broken', 'tea-shop', 'cake-shop']);
    const [broken, tea, cake] = within(services)
      .getAllByRole('listitem')
      .filter(item => item.parentElement === services);
    expect(broken).toHaveTextContent('not known');
    expect(broken).toHaveTextContent('GitHub does not answer');
    expect(tea).toHaveTextContent('1.0.0 → 1.2.0');
    expect(tea).toHaveTextContent('2 versions behind');
    expect(tea).toHaveTextContent('team-tea');
    expect(cake).toHaveTextContent('update proposed');
    expect(cake).toHaveTextContent('draft, 2 files need a person');
    expect(
      within(cake).getByRole('link', {
        name: 'Pull request tea/cake-shop #12',
      }),
    ).toHaveAttribute('href', 'https://github.com/tea/cake-shop/pull/12');
    const section = screen.getByRole('region', { name: 'backend-service' });
    expect(section).toHaveTextContent('3 services');
    expect(section).toHaveTextContent('Version 1.2.0 (newest): 0 services');
    expect(section).toHaveTextContent('Version 1.0.0: 2 services');
    expect(api.getFleet.mock.calls[0][0]).toEqual({});
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('begins with the teams of the reader, and keeps every filter in the address', async () => {
    const api = testApi();
    renderUpdates(<TemplateUpdatesPage />, api, {
      teams: ['group:default/team-tea'],
      address: '/?state=behind',
    });
    expect(namesIn(await list())).toEqual(['tea-shop']);
    expect(api.getFleet.mock.calls[0][0]).toEqual({
      owners: ['user:default/minji', 'group:default/team-tea'],
    });
    const owner = screen.getByRole('combobox', { name: 'Owner' });
    expect(owner).toHaveValue('mine');
    await within(owner).findByRole('option', { name: 'team-web' });
    await userEvent.selectOptions(owner, 'team-web');
    await waitFor(() =>
      expect(api.getFleet).toHaveBeenLastCalledWith(
        { owners: ['group:default/team-web'] },
        expect.anything(),
      ),
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'State' }),
      'Any state',
    );
    await userEvent.type(screen.getByRole('searchbox'), 'shop');
    await waitFor(async () =>
      expect(namesIn(await list())).toEqual(['tea-shop', 'cake-shop']),
    );
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'Template' }),
      'infrastructure',
    );
    expect(
      await screen.findByText('No service fits these filters'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all services' }),
    );
    expect(namesIn(await list())).toHaveLength(3);
  });

  it('says why there is nothing, and that the teams own nothing', async () => {
    const api = testApi();
    api.getFleet.mockResolvedValue({ ...fleet(), items: [] });
    renderUpdates(<TemplateUpdatesPage />, api, {
      teams: ['group:default/team-tea'],
    });
    expect(
      await screen.findByText(
        'No service of your teams was made from a template.',
      ),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all services' }),
    );
    expect(
      await screen.findByText('No service was made from a template yet'),
    ).toBeVisible();
    expect(screen.getByText('.heal7/template.json')).toBeVisible();
  });

  it('says what went wrong, tries again, and keeps what it had', async () => {
    const api = testApi();
    api.getFleet.mockRejectedValueOnce(new Error('The portal is away'));
    renderUpdates(<TemplateUpdatesPage />, api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal is away',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await list();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    api.getFleet.mockRejectedValue(new Error('The portal is away'));
    await userEvent.click(
      screen.getByRole('button', { name: 'Check now: tea-shop' }),
    );
    expect(await screen.findByText(/may be out of date/)).toBeVisible();
    expect(namesIn(await list())).toHaveLength(3);
  });

  it('looks at one service again when told', async () => {
    const api = testApi();
    renderUpdates(<TemplateUpdatesPage />, api);
    await list();
    api.getFleet.mockResolvedValue({
      ...fleet(),
      items: [teaShop({ state: 'current', version: '1.2.0', behind: 0 })],
    });
    await userEvent.click(
      screen.getByRole('button', { name: 'Check now: tea-shop' }),
    );
    await waitFor(async () => expect(namesIn(await list())).toHaveLength(1));
    expect(api.checkService).toHaveBeenCalledWith(
      'component:default/tea-shop',
      expect.anything(),
    );
    expect(await list()).toHaveTextContent('up to date');
    expect(
      screen.queryByRole('button', { name: /Preview/ }),
    ).not.toBeInTheDocument();
    api.checkService.mockRejectedValue(new Error('GitHub does not answer'));
    await userEvent.click(
      screen.getByRole('button', { name: 'Check now: tea-shop' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not be checked: GitHub does not answer',
    );
  });

  it('speaks Korean', async () => {
    renderUpdates(<TemplateUpdatesPage />, testApi(), { language: 'ko' });
    expect(
      await screen.findByRole('heading', { name: '템플릿 업데이트' }),
    ).toBeVisible();
    expect(await screen.findAllByText('2개 버전 뒤처짐')).toHaveLength(2);
  });
});
