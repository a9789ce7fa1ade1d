import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delivery, plan, rollback, v1, v2 } from '../../__testUtils__/fixtures';
import { renderTab, testApi } from '../../__testUtils__/renderTab';

const openDialog = async () => {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Stop canary in Production' }),
  );
  return screen.findByRole('dialog', {
    name: 'Stop the canary of tea-shop in Production',
  });
};

const submit = (dialog: HTMLElement) =>
  userEvent.click(within(dialog).getByRole('button', { name: 'Stop canary' }));

const refusal = (statusCode: number, message: string) =>
  Object.assign(new Error(`Request failed with ${statusCode}`), {
    statusCode,
    cause: new Error(message),
  });

const fill = async (dialog: HTMLElement) => {
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: /^Reason/ }),
    '5xx on login',
  );
  await userEvent.type(
    within(dialog).getByRole('textbox', { name: /^Type tea-shop/ }),
    'tea-shop',
  );
};

describe('the roll back dialog', () => {
  it('shows the plan, asks for what is missing at the field, sends once, then shows the phases live', async () => {
    const { api, signals } = renderTab();
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText(
        'Canary 2.3.0 is stopped through Flagger',
      ),
    ).toBeVisible();
    expect(api.planRollback).toHaveBeenCalledWith(
      {
        entityRef: 'component:default/tea-shop',
        environment: 'prod',
        toTag: undefined,
      },
      expect.anything(),
    );
    expect(
      within(dialog).getByRole('radio', { name: /2\.2\.0/ }),
    ).toBeChecked();

    await submit(dialog);
    const problems = within(dialog)
      .getAllByRole('alert')
      .map(element => element.textContent);
    expect(problems).toEqual([
      'Write at least 3 characters, so that others understand.',
      'This is not tea-shop.',
    ]);
    expect(api.createRollback).not.toHaveBeenCalled();

    await fill(dialog);
    await submit(dialog);
    expect(api.createRollback).toHaveBeenCalledTimes(1);
    expect(api.createRollback.mock.calls[0][0]).toEqual({
      entityRef: 'component:default/tea-shop',
      environment: 'prod',
      toTag: v2.tag,
      reason: '5xx on login',
      fingerprint: 'facts-1',
      idempotencyKey: expect.stringMatching(/^facts-1:[0-9a-f]{32}$/),
    });

    const progress = await screen.findByRole('dialog', {
      name: 'Roll back of tea-shop',
    });
    await waitFor(() =>
      expect(progress).toHaveTextContent(/Limit the damagerunning/),
    );
    expect(progress).toHaveTextContent(/Write it to Gitnot started/);

    const later = rollback({
      state: 'succeeded',
      updatedAt: '2026-03-02T12:05:00Z',
      steps: rollback().steps.map(step => ({
        ...step,
        state: 'done' as const,
      })),
      outcome: { code: 'x', text: 'Production runs 2.2.0 again.' },
    });
    api.getService.mockResolvedValue({
      status: 'ok',
      delivery: { ...delivery, rollbacks: [later] },
    });
    await signals.send({ topic: 'rollback' });
    await waitFor(() => expect(progress).toHaveTextContent('Checkdone'));
    expect(progress).toHaveTextContent('Production runs 2.2.0 again.');
    expect(api.getRollback).not.toHaveBeenCalled();
  });

  it('plans again when another target is chosen', async () => {
    const { api } = renderTab();
    const dialog = await openDialog();
    const other = await within(dialog).findByRole('radio', { name: /2\.1\.0/ });
    api.planRollback.mockResolvedValue({
      ...plan,
      to: v1,
      fingerprint: 'facts-2',
      warnings: [{ code: 'x', text: 'Version 2.1.0 is not verified here.' }],
    });
    await userEvent.click(other);
    expect(api.planRollback.mock.lastCall?.[0].toTag).toBe(v1.tag);
    expect(
      await within(dialog).findByText('Version 2.1.0 is not verified here.'),
    ).toBeVisible();
    await fill(dialog);
    await submit(dialog);
    expect(api.createRollback.mock.calls[0][0]).toMatchObject({
      toTag: v1.tag,
      fingerprint: 'facts-2',
    });
  });

  it('makes the plan again after a 409 and keeps what was typed', async () => {
    const { api } = renderTab();
    const dialog = await openDialog();
    await within(dialog).findByText(/is stopped through Flagger/);
    await fill(dialog);
    api.createRollback.mockRejectedValueOnce(refusal(409, 'plan is old'));
    api.planRollback.mockResolvedValue({ ...plan, fingerprint: 'facts-2' });
    await submit(dialog);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The situation changed in the meantime.',
    );
    expect(api.planRollback).toHaveBeenCalledTimes(2);
    expect(
      within(dialog).getByRole('textbox', { name: /^Reason/ }),
    ).toHaveValue('5xx on login');
    await submit(dialog);
    const [first, second] = api.createRollback.mock.calls.map(([body]) => body);
    expect(second.fingerprint).toBe('facts-2');
    expect(second.idempotencyKey).not.toBe(first.idempotencyKey);
  });

  it('sends the same key again after an answer was lost', async () => {
    const { api } = renderTab();
    const dialog = await openDialog();
    await within(dialog).findByText(/is stopped through Flagger/);
    await fill(dialog);
    api.createRollback.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await submit(dialog);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It was not started: Failed to fetch',
    );
    await submit(dialog);
    const [first, second] = api.createRollback.mock.calls.map(([body]) => body);
    expect(second.idempotencyKey).toBe(first.idempotencyKey);
  });

  it('says it when the backend refuses, and shows its word about a field at the field', async () => {
    const { api } = renderTab();
    const dialog = await openDialog();
    await within(dialog).findByText(/is stopped through Flagger/);
    await fill(dialog);
    api.createRollback.mockRejectedValueOnce(refusal(403, 'Only owners may.'));
    await submit(dialog);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'You may not do this: Only owners may.',
    );
    api.createRollback.mockRejectedValueOnce(
      refusal(400, 'reason: must not contain links'),
    );
    await submit(dialog);
    expect(
      await within(dialog).findByText('must not contain links'),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('textbox', { name: /^Reason/ }),
    ).toBeInvalid();
  });

  it('does not start what is blocked, and says why', async () => {
    const api = testApi();
    api.planRollback.mockResolvedValue({
      ...plan,
      blockers: [{ code: 'x', text: 'Another roll back is running.' }],
    });
    renderTab({ api });
    const dialog = await openDialog();
    expect(
      await within(dialog).findByText('Another roll back is running.'),
    ).toBeVisible();
    expect(
      within(dialog).getByRole('button', { name: 'Stop canary' }),
    ).toBeDisabled();
  });

  it('shows the plan that could not be made and tries again', async () => {
    const api = testApi();
    api.planRollback.mockRejectedValueOnce(refusal(503, 'No cluster answers.'));
    renderTab({ api });
    const dialog = await openDialog();
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'The plan could not be made: No cluster answers.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await within(dialog).findByText(/is stopped through Flagger/),
    ).toBeVisible();
  });
});

describe('a shared link to a roll back', () => {
  it('opens one that the tab no longer lists', async () => {
    const { api } = renderTab({ path: '/?rollback=rb-7' });
    const dialog = await screen.findByRole('dialog', {
      name: 'Roll back of tea-shop',
    });
    await waitFor(() => expect(dialog).toHaveTextContent('5xx on login'));
    expect(api.getRollback).toHaveBeenCalledWith('rb-7', expect.anything());
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says so when there is none', async () => {
    const api = testApi();
    api.getRollback.mockRejectedValue(refusal(404, 'no'));
    renderTab({ api, path: '/?rollback=rb-7' });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This roll back does not exist.',
    );
  });

  it('lets another person approve or reject with a reason, and the requester only cancel', async () => {
    const pending = rollback({
      id: 'rb-7',
      state: 'pending-approval',
      requestedBy: 'user:default/somebody',
    });
    const api = testApi();
    api.getService.mockResolvedValue({
      status: 'ok',
      delivery: { ...delivery, rollbacks: [pending] },
    });
    renderTab({ api, path: '/?rollback=rb-7' });
    const dialog = await screen.findByRole('dialog');
    const reject = await within(dialog).findByRole('button', {
      name: 'Reject',
    });
    expect(reject).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /^Reason, if/ }),
      'wrong target',
    );
    await userEvent.click(reject);
    expect(api.rejectRollback).toHaveBeenCalledWith('rb-7', {
      reason: 'wrong target',
    });
    expect(
      within(dialog).getByRole('button', { name: 'Cancel roll back' }),
    ).toBeEnabled();
  });
});
