// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { App } from './App.tsx';

it('greets by name', async () => {
  render(<App now={new Date(2026, 0, 1, 9)} />);
  expect(screen.getByRole('status')).toHaveTextContent(/^좋은 아침입니다$/);
  await userEvent.type(screen.getByLabelText('이름'), '민지');
  expect(screen.getByRole('status')).toHaveTextContent(
    '좋은 아침입니다, 민지 님',
  );
});
