import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderTab } from '../__testUtils__/renderTab';

describe('the tab in Korean', () => {
  it('speaks Korean everywhere, also what the backend says, and keeps sentences it cannot translate', async () => {
    renderTab({ language: 'ko' });
    const lane = await screen.findByRole('listitem', { name: 'Production' });
    expect(lane).toHaveTextContent('정상');
    expect(lane).toHaveTextContent('파드 5개 중 5개 준비됨');
    expect(lane).toHaveTextContent('Staging 환경보다 릴리스 2개 뒤처짐');
    const canary = screen.getByRole('region', {
      name: 'Production 환경의 카나리 2.3.0',
    });
    expect(canary).toHaveTextContent(
      '카나리 요청 498건 중 31건 실패, 안정 버전은 1,160건 중 4건 실패 (성공률 min 99 %).',
    );
    // The fixture's code is unknown to the page.
    expect(lane).toHaveTextContent(
      'Only owners of tea-shop may roll back production.',
    );

    await userEvent.click(
      within(lane).getByRole('button', {
        name: 'Production 환경의 카나리 중단',
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'tea-shop 카나리 중단 (Production)',
    });
    expect(
      await within(dialog).findByText('롤백 없이 2일 동안 실행됨'),
    ).toBeVisible();
    expect(dialog).toHaveTextContent('Flagger를 통해 카나리 2.3.0 중단');
  });
});
