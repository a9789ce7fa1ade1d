import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { quality, waiver } from '../../__testUtils__/fixtures';
import { accessibilityViolations } from '../../__testUtils__/accessibilityViolations';
import { renderGates, testApi } from '../../__testUtils__/renderGates';
import { dateInput } from '../../model/time';
import { QualityGatesTab } from '../tab/QualityGatesTab';

afterEach(() => jest.restoreAllMocks());

const check = 'High or critical vulnerabilities';
const list = () => screen.findByRole('region', { name: 'Waivers' });
const day = 24 * 60 * 60 * 1000;

describe('requesting a waiver', () => {
  it('asks for a reason and a day, keeps what was typed when the portal refuses, and shows the news', async () => {
    const api = testApi(quality());
    const refusal = Object.assign(new Error('Request failed with 400'), {
      cause: new Error('A waiver may last at most 30 days.'),
    });
    api.requestWaiver.mockRejectedValueOnce(refusal);
    renderGates(<QualityGatesTab />, api);
    const open = await screen.findByRole('button', {
      name: `Request waiver for ${check}`,
    });
    await userEvent.click(open);
    const dialog = await screen.findByRole('dialog', {
      name: `Request waiver for ${check}`,
    });
    expect(dialog).toHaveTextContent('no longer decides the verdict');
    const date = within(dialog).getByLabelText('Ends after');
    expect(date).toHaveValue(dateInput(new Date(Date.now() + 14 * day)));
    const submit = within(dialog).getByRole('button', {
      name: 'Request waiver',
    });
    await userEvent.click(submit);
    expect(dialog).toHaveTextContent('Write at least 10 characters.');
    expect(api.requestWaiver).not.toHaveBeenCalled();
    expect(await accessibilityViolations()).toEqual([]);

    const reason = within(dialog).getByRole('textbox', { name: /Reason/ });
    await userEvent.type(reason, 'The fix comes on Friday.');
    await userEvent.click(submit);
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It was not done: A waiver may last at most 30 days.',
    );
    expect(reason).toHaveValue('The fix comes on Friday.');

    await userEvent.click(submit);
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(screen.getByText('The waiver was requested.')).toHaveAttribute(
      'role',
      'status',
    );
    const [request] = api.requestWaiver.mock.calls[1];
    expect(request).toMatchObject({
      entityRef: 'component:default/tea-shop',
      checkId: 'security.high-critical',
      reason: 'The fix comes on Friday.',
    });
    expect(Date.parse(request.expiresAt)).toBeGreaterThan(
      Date.now() + 13 * day,
    );
    await waitFor(() => expect(api.getServiceQuality).toHaveBeenCalledTimes(2));
  });

  it('is not offered twice, and says who may not', async () => {
    const { unmount } = renderGates(
      <QualityGatesTab />,
      testApi(quality({ waivers: [waiver()] })),
    );
    expect(await screen.findByText('Waiver requested')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: `Request waiver for ${check}` }),
    ).not.toBeInTheDocument();
    unmount();

    renderGates(
      <QualityGatesTab />,
      testApi(
        quality({ allowed: { requestWaiver: false, decideWaiver: false } }),
      ),
    );
    const button = await screen.findByRole('button', {
      name: `Request waiver for ${check}`,
    });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      'You may not request waivers for this service.',
    );
  });
});

describe('the waivers of a service', () => {
  it('tells each state apart', async () => {
    const states = [
      waiver({ id: '1' }),
      waiver({ id: '2', state: 'approved', decidedBy: 'user:default/dohyun' }),
      waiver({
        id: '3',
        state: 'rejected',
        decidedBy: 'user:default/dohyun',
        decisionReason: 'Fix it instead.',
      }),
      waiver({ id: '4', state: 'revoked' }),
      waiver({
        id: '5',
        state: 'approved',
        expiresAt: '2020-06-15T12:00:00Z',
      }),
    ];
    renderGates(<QualityGatesTab />, testApi(quality({ waivers: states })));
    const rows = within(await list()).getAllByRole('listitem');
    const texts = rows.map(row => row.textContent ?? '');
    expect(texts[0]).toMatch(
      /^requestedHigh or critical vulnerabilitiesuntil Dec 12, 2099The fix is released on Friday\.asked for by haneul/,
    );
    expect(texts[1]).toMatch(/^in force.*decided by dohyunRevoke$/);
    expect(texts[2]).toMatch(/^rejected.*decided by dohyun: Fix it instead\.$/);
    expect(texts[3]).toMatch(/^revoked/);
    expect(texts[4]).toMatch(/^expired.*ended Jun 15, 2020/);
    expect(await accessibilityViolations()).toEqual([]);
  });

  it('approves after what that does was read', async () => {
    const api = testApi(quality({ waivers: [waiver()] }));
    renderGates(<QualityGatesTab />, api);
    await userEvent.click(
      await screen.findByRole('button', {
        name: `Approve the waiver for ${check}`,
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'From now until Dec 12, 2099 this check does not decide the verdict.',
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Approve' }),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    expect(api.decideWaiver.mock.calls[0].slice(0, 2)).toEqual([
      'w1',
      { action: 'approve' },
    ]);
  });

  it.each([
    ['requested', 'Reject', 'reject'],
    ['approved', 'Revoke', 'revoke'],
  ] as const)(
    'a waiver that is %s: %s needs a reason',
    async (state, name, action) => {
      const api = testApi(quality({ waivers: [waiver({ state })] }));
      renderGates(<QualityGatesTab />, api);
      await userEvent.click(
        await screen.findByRole('button', {
          name: `${name} the waiver for ${check}`,
        }),
      );
      const dialog = await screen.findByRole('dialog');
      const submit = within(dialog).getByRole('button', { name });
      await userEvent.click(submit);
      expect(dialog).toHaveTextContent('Write at least 10 characters.');
      expect(api.decideWaiver).not.toHaveBeenCalled();
      await userEvent.type(
        within(dialog).getByRole('textbox'),
        'It can be fixed.',
      );
      await userEvent.click(submit);
      await waitFor(() =>
        expect(api.decideWaiver.mock.calls[0]?.[1]).toEqual({
          action,
          reason: 'It can be fixed.',
        }),
      );
    },
  );

  it('lets nobody approve their own request, and says why', async () => {
    renderGates(
      <QualityGatesTab />,
      testApi(quality({ waivers: [waiver()] })),
      { userRef: 'user:default/haneul' },
    );
    const approve = await screen.findByRole('button', {
      name: `Approve the waiver for ${check}`,
    });
    await waitFor(() => expect(approve).toBeDisabled());
    expect(approve).toHaveAccessibleDescription(
      'You asked for it; somebody else must approve.',
    );
    expect(
      screen.getByRole('button', { name: `Reject the waiver for ${check}` }),
    ).toBeEnabled();
  });
});
