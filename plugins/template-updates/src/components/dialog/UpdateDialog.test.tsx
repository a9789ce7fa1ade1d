import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { TemplateUpdatesApi } from '@heal7/backstage-plugin-template-updates-common';
import { preview, pull, teaShop } from '../../__testUtils__/fixtures';
import { accessibilityProblems } from '../../__testUtils__/accessibilityProblems';
import { renderUpdates, testApi } from '../../__testUtils__/renderUpdates';
import { ServiceActions } from '../common/ServiceActions';

async function open(
  api: jest.Mocked<TemplateUpdatesApi>,
  service = teaShop(),
  language?: string,
) {
  const onChanged = jest.fn();
  renderUpdates(
    <ServiceActions service={service} onChanged={onChanged} />,
    api,
    { language },
  );
  await userEvent.click(
    await screen.findByRole('button', { name: /Preview|미리보기/ }),
  );
  return { dialog: await screen.findByRole('dialog'), onChanged };
}
const press = (name: string | RegExp) =>
  userEvent.click(screen.getByRole('button', { name }));

describe('UpdateDialog', () => {
  it('shows every file of every repository before anything is done', async () => {
    const api = testApi();
    const { dialog } = await open(api);
    const own = await within(dialog).findByRole('region', {
      name: 'tea/tea-shop',
    });
    expect(dialog).toHaveTextContent('backend-service: 1.0.0 → 1.2.0');
    expect(dialog).toHaveTextContent('3 files change.');
    expect(dialog).toHaveTextContent(
      '1 file needs a person. Its pull request becomes a draft.',
    );
    expect(own).toHaveTextContent(
      'README.md: your team and the template changed the same lines; the file gets conflict markers (2 places)',
    );
    expect(own).toHaveTextContent(
      'Left alone, as .heal7/template.json saysdocs/own.md',
    );
    expect(own).not.toHaveTextContent('FROM node:24');
    await userEvent.click(within(own).getByText('Dockerfile'));
    const diff = await within(own).findByRole('group', {
      name: 'Changes of Dockerfile',
    });
    expect(diff).toHaveTextContent('removed:-FROM node:22');
    expect(diff).toHaveTextContent('added:+FROM node:24');
    await userEvent.click(within(own).getByText('logo.png'));
    expect(
      await within(own).findByText(/Not text, or too large/),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('region', { name: 'tea/manifests' }),
    ).toHaveTextContent('from dev/tea/values.yaml');
    expect(api.propose).not.toHaveBeenCalled();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('opens the pull requests only after a second yes, and shows them', async () => {
    const api = testApi();
    const { dialog, onChanged } = await open(api);
    await within(dialog).findByRole('region', { name: 'tea/tea-shop' });
    await press('Open 2 pull requests');
    expect(dialog).toHaveTextContent(
      'Open 2 pull requests in the name of the portal?',
    );
    await press('Back');
    await press('Open 2 pull requests');
    let answer = (_: ReturnType<typeof teaShop>) => {};
    api.propose.mockReturnValue(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    // Keys go on where the question was asked.
    expect(screen.getByRole('button', { name: 'Open now' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(
      await within(dialog).findByText(/opening the pull requests/),
    ).toBeVisible();
    expect(
      within(dialog).queryByRole('button', { name: /Open/ }),
    ).not.toBeInTheDocument();
    answer(teaShop({ pullRequests: [pull('tea-shop', 1), pull('manifests')] }));
    expect(
      await within(dialog).findByRole('link', {
        name: 'Pull request tea/manifests #12',
      }),
    ).toHaveAttribute('href', 'https://github.com/tea/manifests/pull/12');
    expect(dialog).toHaveTextContent('Drafts have files with conflict markers');
    expect(api.propose).toHaveBeenCalledTimes(1);
    expect(onChanged).toHaveBeenCalledTimes(1);
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(
      within(dialog).getAllByRole('button', { name: 'Close' })[1],
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('shows the sentence of the backend when the preview fails', async () => {
    const api = testApi();
    api.preview.mockRejectedValue(
      Object.assign(new Error('Request failed with 409'), {
        cause: new Error('tea-shop is on the newest version already'),
      }),
    );
    const { dialog } = await open(api);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The update could not be preparedtea-shop is on the newest version already',
    );
    expect(
      within(dialog).queryByRole('button', { name: /Open/ }),
    ).not.toBeInTheDocument();
  });

  it('shows the sentence of the backend when the proposal fails, and can try again', async () => {
    const api = testApi();
    api.propose.mockRejectedValueOnce(
      new Error("#12 has commits that are not the portal's"),
    );
    const { dialog } = await open(api);
    await within(dialog).findByRole('region', { name: 'tea/tea-shop' });
    await press('Open 2 pull requests');
    await press('Open now');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      "#12 has commits that are not the portal's",
    );
    await press('Open 2 pull requests');
    await press('Open now');
    expect(
      await within(dialog).findByText('The pull requests are open'),
    ).toBeVisible();
  });

  it('tells who may open it, to those who may not', async () => {
    const { dialog } = await open(
      testApi(),
      teaShop({ allowed: { propose: false } }),
    );
    const button = await within(dialog).findByRole('button', {
      name: 'Open 2 pull requests',
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(/Only owners of the service/);
  });

  it('says when the old version is lost, when one is open, and when nothing changes', async () => {
    const api = testApi();
    const [target] = preview().targets;
    api.preview.mockResolvedValue({
      ...preview(),
      baseKnown: false,
      targets: [{ ...target, files: [], conflicts: [], skipped: [] }],
    });
    const { dialog } = await open(
      api,
      teaShop({ pullRequests: [pull('tea-shop')] }),
    );
    expect(
      await within(dialog).findByText(/Version 1.0.0 of the template is not/),
    ).toBeVisible();
    expect(dialog).toHaveTextContent('A pull request is open already');
    expect(dialog).toHaveTextContent('There is nothing to change.');
    expect(dialog).toHaveTextContent('No file of this repository changes.');
    expect(
      within(dialog).queryByRole('button', { name: /Open/ }),
    ).not.toBeInTheDocument();
  });

  it('asks nothing more when it is closed while it prepares', async () => {
    const api = testApi();
    api.preview.mockReturnValue(new Promise(() => {}));
    const { dialog } = await open(api);
    expect(await within(dialog).findByText(/takes some seconds/)).toBeVisible();
    const [, options] = api.preview.mock.calls[0];
    expect(options?.signal?.aborted).toBe(false);
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(options?.signal?.aborted).toBe(true));
  });

  it('speaks Korean', async () => {
    const { dialog } = await open(testApi(), teaShop(), 'ko');
    expect(
      await within(dialog).findByText(/팀이 고친 내용은 그대로 남습니다/),
    ).toBeVisible();
  });
});
