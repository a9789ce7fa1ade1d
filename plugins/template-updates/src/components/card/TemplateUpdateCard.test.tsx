import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { teaShop } from '../../__testUtils__/fixtures';
import { accessibilityProblems } from '../../__testUtils__/accessibilityProblems';
import { renderUpdates, testApi } from '../../__testUtils__/renderUpdates';
import { TemplateUpdateCard } from './TemplateUpdateCard';

describe('TemplateUpdateCard', () => {
  it('shows template, version and what can be done', async () => {
    const api = testApi();
    renderUpdates(<TemplateUpdateCard />, api);
    const card = await screen.findByRole('region', { name: 'Template' });
    expect(card).toHaveTextContent('backend-service');
    expect(card).toHaveTextContent('1.0.0 → 1.2.0');
    expect(card).toHaveTextContent('2 versions behind');
    expect(api.getService.mock.calls[0][0]).toBe('component:default/tea-shop');
    expect(screen.getByRole('link', { name: 'All services' })).toHaveAttribute(
      'href',
      '/template-updates',
    );
    expect(
      screen.getByRole('button', { name: 'Preview update of tea-shop' }),
    ).toBeEnabled();
    expect(await accessibilityProblems()).toEqual([]);
    api.getService.mockResolvedValue(
      teaShop({ state: 'current', version: '1.2.0', behind: 0 }),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Check now: tea-shop' }),
    );
    await waitFor(() => expect(card).toHaveTextContent('up to date'));
  });

  it('shows nothing for what was not made from a template', async () => {
    const api = testApi();
    api.getService.mockRejectedValue(
      Object.assign(new Error('not made from a template'), { statusCode: 404 }),
    );
    renderUpdates(
      <>
        <p>beside it</p>
        <TemplateUpdateCard />
      </>,
      api,
    );
    await screen.findByText('beside it');
    await waitFor(() => expect(api.getService).toHaveBeenCalled());
    expect(screen.queryByText('Template')).not.toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says when the backend does not answer', async () => {
    const api = testApi();
    api.getService.mockRejectedValueOnce(new Error('No answer'));
    renderUpdates(<TemplateUpdateCard />, api);
    expect(await screen.findByRole('alert')).toHaveTextContent('No answer');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('2 versions behind')).toBeVisible();
  });
});
