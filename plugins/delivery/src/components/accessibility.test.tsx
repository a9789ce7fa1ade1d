import axe from 'axe-core';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__/renderTab';

const violations = async () => {
  let found: axe.Result[] = [];
  // It takes seconds, in which the clock on the page goes on.
  await act(async () => {
    const results = await axe.run(document.body, {
      // Colours need a real browser; regions are the portal's.
      rules: {
        'color-contrast': { enabled: false },
        region: { enabled: false },
      },
    });
    found = results.violations;
  });
  return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
};

// jsdom has no canvas; axe only asks it whether a text is an icon.
beforeEach(() => {
  jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
});
afterEach(() => jest.restoreAllMocks());

describe('accessibility', () => {
  it('has no violation on the tab, and everything one can press is reached by Tab', async () => {
    renderTab();
    await screen.findByRole('listitem', { name: 'Production' });
    expect(await violations()).toEqual([]);

    const pressable = [
      ...screen.getAllByRole('link'),
      ...screen.getAllByRole('button'),
    ].filter(element => !element.hasAttribute('disabled'));
    const reached = new Set<Element | null>();
    for (let i = 0; i < pressable.length + 2; i++) {
      await userEvent.tab();
      reached.add(document.activeElement);
    }
    expect(pressable.filter(element => !reached.has(element))).toEqual([]);
  });

  it('has no violation in the dialog, which keeps the focus and gives it back', async () => {
    renderTab();
    const opener = await screen.findByRole('button', {
      name: 'Stop canary in Production',
    });
    await userEvent.click(opener);
    const dialog = await screen.findByRole('dialog');
    await screen.findByRole('radio', { name: /2\.2\.0/ });
    expect(await violations()).toEqual([]);
    for (let i = 0; i < 12; i++) {
      await userEvent.tab();
      expect(dialog).toContainElement(document.activeElement as HTMLElement);
    }
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    await waitFor(() => expect(opener).toHaveFocus());
  });
});
