import { plan } from '../__testUtils__/fixtures';
import { requestFailure } from './requestFailure';
import { checkRollbackForm } from './rollbackForm';

describe('checkRollbackForm', () => {
  const good = {
    toTag: plan.targets[0].version.tag,
    reason: '5xx on login',
    confirmation: 'tea-shop',
  };

  it('accepts a complete form', () => {
    expect(checkRollbackForm(good, plan)).toEqual({});
  });

  it.each([
    [{ ...good, reason: '  a ' }, { reason: 'rollback.reasonTooShort' }],
    [
      { ...good, reason: 'x'.repeat(501) },
      { reason: 'rollback.reasonTooLong' },
    ],
    [
      { ...good, confirmation: 'tea-shop2' },
      { confirmation: 'rollback.confirmWrong' },
    ],
    [{ ...good, toTag: undefined }, { target: 'rollback.targetMissing' }],
  ])('%#', (form, errors) => {
    expect(checkRollbackForm(form, plan)).toEqual(errors);
  });

  it('refuses a target that cannot be chosen', () => {
    const disabled = {
      ...plan,
      targets: [{ ...plan.targets[0], disabled: true }],
    };
    expect(checkRollbackForm(good, disabled)).toEqual({
      target: 'rollback.targetMissing',
    });
  });

  it('does not ask for a confirmation where the plan does not', () => {
    expect(
      checkRollbackForm(
        { ...good, confirmation: '' },
        { ...plan, confirmation: undefined },
      ),
    ).toEqual({});
  });
});

describe('requestFailure', () => {
  const response = (statusCode: number, message: string) =>
    Object.assign(new Error(`Request failed with ${statusCode}`), {
      statusCode,
      cause: new Error(message),
    });

  it.each([
    [409, 'plan is old', { kind: 'conflict' }],
    [404, 'x', { kind: 'not-found' }],
    [403, 'not an owner', { kind: 'forbidden', message: 'not an owner' }],
    [
      400,
      'environment: is unknown; reason: must say why in at least 3 characters',
      {
        kind: 'invalid',
        field: 'reason',
        message: 'must say why in at least 3 characters',
      },
    ],
    [
      400,
      'toTag: is not an image tag',
      {
        kind: 'invalid',
        field: 'target',
        message: 'is not an image tag',
      },
    ],
    [400, 'body: oh', { kind: 'invalid', message: 'body: oh' }],
    [500, 'oh', { kind: 'other', message: 'oh' }],
  ])('%d %s', (status, message, expected) => {
    expect(requestFailure(response(status, message))).toEqual(expected);
  });

  it('knows errors that are no answers', () => {
    expect(requestFailure(new TypeError('Failed to fetch'))).toEqual({
      kind: 'other',
      message: 'Failed to fetch',
    });
  });
});
