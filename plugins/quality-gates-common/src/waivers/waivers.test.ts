import type { CheckResult, Verdict, Waiver } from '../types';
import { applyWaivers } from './applyWaivers';
import { decideWaiver } from './decideWaiver';
import { requestWaiver } from './requestWaiver';
import { waiverStateAt } from './waiverStateAt';

const now = new Date('2026-03-01T12:00:00Z');
const later = new Date('2026-03-11T12:00:00Z');
const author = 'user:default/minji';
const lead = 'user:default/haneul';

const request = {
  entityRef: 'component:default/saju-calculator',
  checkId: 'tests.failed',
  reason: 'Known flake, fixed next week',
  expiresAt: '2026-03-10T00:00:00Z',
};
const ask = (changes: Partial<typeof request> = {}) =>
  requestWaiver(
    { ...request, ...changes },
    { id: 'w1', by: author, maxDays: 30 },
    now,
  );
const approved = (changes: Partial<Waiver> = {}): Waiver => ({
  ...decideWaiver(ask(), { action: 'approve' }, lead, now),
  ...changes,
});

describe('requestWaiver', () => {
  it('asks and grants nothing', () => {
    expect(ask({ reason: '  x ' })).toEqual({
      id: 'w1',
      entityRef: request.entityRef,
      checkId: 'tests.failed',
      reason: 'x',
      state: 'requested',
      requestedBy: author,
      requestedAt: now.toISOString(),
      expiresAt: '2026-03-10T00:00:00.000Z',
    });
  });

  it.each([
    [{ reason: ' ' }, 'A waiver needs a reason.'],
    [{ reason: 'x'.repeat(1001) }, 'at most 1000 characters'],
    [{ checkId: '' }, 'A waiver needs the check.'],
    [{ entityRef: '' }, 'A waiver needs the entity.'],
    [{ expiresAt: 'soon' }, 'needs a date when it ends'],
    [{ expiresAt: now.toISOString() }, 'must end in the future'],
    [{ expiresAt: '2026-03-31T12:00:01Z' }, 'at most 30 days'],
  ])('refuses %j', (changes, message) => {
    expect(() => ask(changes)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe('decideWaiver', () => {
  it('approves what somebody else asked for', () => {
    expect(approved()).toMatchObject({
      state: 'approved',
      decidedBy: lead,
      decidedAt: now.toISOString(),
    });
  });

  it.each([author, 'User:Default/Minji'])(
    'does not let %s approve their own',
    by => {
      expect(() => decideWaiver(ask(), { action: 'approve' }, by, now)).toThrow(
        expect.objectContaining({ name: 'NotAllowedError' }),
      );
    },
  );

  it('lets the person who asked withdraw it', () => {
    expect(
      decideWaiver(ask(), { action: 'reject', reason: 'fixed' }, author, now),
    ).toMatchObject({ state: 'rejected', decisionReason: 'fixed' });
  });

  it('revokes what is in force', () => {
    expect(
      decideWaiver(approved(), { action: 'revoke', reason: 'done' }, lead, now),
    ).toMatchObject({ state: 'revoked', decisionReason: 'done' });
  });

  it('wants to know why', () => {
    for (const [waiver, action] of [
      [ask(), 'reject'],
      [approved(), 'revoke'],
    ] as const) {
      expect(() =>
        decideWaiver(waiver, { action, reason: ' ' }, lead, now),
      ).toThrow(expect.objectContaining({ name: 'InputError' }));
    }
  });

  const rejected = decideWaiver(
    ask(),
    { action: 'reject', reason: 'no' },
    lead,
    now,
  );
  it.each([
    [approved(), 'approve', now, 'is approved already'],
    [approved(), 'reject', now, 'is approved already'],
    [ask(), 'revoke', now, 'has not been approved'],
    [rejected, 'approve', now, 'was rejected'],
    [ask(), 'approve', later, 'has ended'],
    [approved(), 'revoke', later, 'has ended'],
  ] as const)('knows the state: %#', (waiver, action, at, message) => {
    expect(() =>
      decideWaiver(waiver, { action, reason: 'x' }, lead, at),
    ).toThrow(
      expect.objectContaining({
        name: 'ConflictError',
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe('waiverStateAt', () => {
  it('ends by the clock, to the millisecond', () => {
    const waiver = approved();
    const end = Date.parse(waiver.expiresAt);
    expect(waiverStateAt(waiver, new Date(end - 1))).toBe('approved');
    expect(waiverStateAt(waiver, new Date(end))).toBe('expired');
    expect(waiverStateAt(ask(), later)).toBe('expired');
  });

  it('keeps what was decided', () => {
    expect(waiverStateAt(approved({ state: 'revoked' }), later)).toBe(
      'revoked',
    );
    expect(waiverStateAt(approved({ state: 'rejected' }), later)).toBe(
      'rejected',
    );
  });

  it('does not trust a date it cannot read', () => {
    expect(waiverStateAt(approved({ expiresAt: 'never' }), now)).toBe(
      'expired',
    );
  });
});

describe('applyWaivers', () => {
  const check = (
    id: string,
    verdict: Verdict,
    blocking = true,
  ): CheckResult => ({
    id,
    title: id,
    group: 'tests',
    blocking,
    verdict,
    threshold: { max: 0 },
    measurements: [],
    reasonCode: verdict,
    reason: '',
  });
  const judged = {
    id: 'e1',
    verdict: 'failed' as Verdict,
    checks: [check('tests.failed', 'failed'), check('other', 'passed')],
  };

  it('keeps the verdict of the check and passes the gate', () => {
    const result = applyWaivers(judged, [approved()], now);
    expect(result).toMatchObject({ id: 'e1', verdict: 'passed' });
    expect(result.checks[0]).toMatchObject({
      verdict: 'failed',
      waiver: {
        id: 'w1',
        reason: request.reason,
        approvedBy: lead,
        expiresAt: '2026-03-10T00:00:00.000Z',
      },
    });
    expect(judged.checks[0].waiver).toBeUndefined();
  });

  it('passes a gate all of whose blocking checks are waived', () => {
    const checks = [check('tests.failed', 'error')];
    expect(
      applyWaivers({ verdict: 'error', checks }, [approved()], now).verdict,
    ).toBe('passed');
  });

  it.each<[string, Waiver, Date]>([
    ['has ended', approved(), later],
    ['was only asked for', ask(), now],
    ['was revoked', approved({ state: 'revoked' }), now],
    ['is for another check', approved({ checkId: 'x' }), now],
  ])('counts for nothing when it %s', (_, waiver, at) => {
    expect(applyWaivers(judged, [waiver], at)).toEqual(judged);
  });

  it('leaves the other failures', () => {
    const checks = [...judged.checks, check('third', 'inconclusive')];
    expect(
      applyWaivers({ verdict: 'failed', checks }, [approved()], now).verdict,
    ).toBe('inconclusive');
  });

  it('is not shown where nothing is to be excused', () => {
    const checks = [check('tests.failed', 'passed')];
    const passed = { verdict: 'passed' as Verdict, checks };
    expect(applyWaivers(passed, [approved()], now)).toEqual(passed);
  });

  it('is shown at an advisory check, and changes no verdict', () => {
    const checks = [check('tests.failed', 'failed', false)];
    const result = applyWaivers(
      { verdict: 'inconclusive', checks },
      [approved()],
      now,
    );
    expect(result.verdict).toBe('inconclusive');
    expect(result.checks[0].waiver).toBeDefined();
  });

  it('shows the one that lasts longest', () => {
    const waivers = [
      approved({ id: 'long', expiresAt: '2026-03-20T00:00:00Z' }),
      approved(),
    ];
    expect(applyWaivers(judged, waivers, now).checks[0].waiver?.id).toBe(
      'long',
    );
  });
});
