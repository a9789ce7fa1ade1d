import { trend, waiver } from '../__testUtils__/fixtures';
import { fleet } from '../__testUtils__/fleetFixtures';
import { fleetQuery, readChoice, sortBy, writeChoice } from './fleetQuery';
import { cardOf, worstChecks } from './fleetView';
import { formatCompact, formatMeasured } from './format';
import { nearestPoint, trendView } from './trendView';
import { nameOfRef, waitingWaiver, waiverActions } from './waiverView';

describe('formatMeasured', () => {
  it.each([
    [84.999, 'percent', Math.floor, '84.99 %'],
    [3.001, 'percent', Math.ceil, '3.01 %'],
    [87.5, 'percent', Math.floor, '87.5 %'],
    [600, 'seconds', Math.ceil, '10 min'],
    [600.4, 'seconds', Math.ceil, '10 min 1 sec'],
    [59.5, 'seconds', Math.floor, '59.5 sec'],
    [604_800, 'seconds', Math.floor, '7 days'],
    [0, 'seconds', Math.floor, '0 sec'],
    [512_340_000, 'bytes', Math.ceil, '512.34 MB'],
    [1234, 'count', Math.floor, '1,234'],
    ['OK', 'status', Math.floor, 'OK'],
  ] as const)('%s %s', (value, unit, rounding, text) => {
    expect(formatMeasured(value, unit, 'en', rounding)).toBe(text);
  });

  it('is short for a narrow cell', () => {
    expect(formatCompact(88.456, 'percent')).toBe('88.4');
    expect(formatCompact(605, 'seconds')).toBe('10m');
    // A miss never reads as a hit.
    expect(formatCompact(605, 'seconds', Math.ceil)).toBe('10.1m');
    expect(formatCompact(3.004, 'percent', Math.ceil)).toBe('3.1');
    expect(formatCompact(84.999, 'percent')).toBe('84.9');
    expect(formatCompact(0.3, 'percent', Math.ceil)).toBe('0.3');
    expect(formatCompact(7, 'count', Math.ceil)).toBe('7');
    expect(formatCompact(412_300_000, 'bytes')).toBe('412M');
    expect(formatCompact('ERROR', 'status')).toBe('ERROR');
  });
});

describe('trendView', () => {
  const size = { width: 106, height: 26 };
  const view = (values: Array<number | undefined>) =>
    trendView(trend('a', values).points, { min: 80 }, size);

  it('goes through the values and keeps the limit in the picture', () => {
    const { path, limit } = view([80, 90, 100]);
    expect(path).toBe('M3 23L53 13L103 3');
    expect(limit).toBe(23);
  });

  it('leaves a gap where there was nothing to judge, and draws a lonely value as a dot', () => {
    expect(view([100, undefined, 100]).path).toBe('M3 3h0M103 3h0');
    expect(view([undefined, undefined]).path).toBe('');
    expect(view([100]).path).toBe('M103 3h0');
  });

  it('finds the point under the pointer', () => {
    expect(nearestPoint(view([80, 90, 100]).points, 60)).toBe(1);
  });
});

describe('the choice on the fleet page', () => {
  const teams = ['user:default/a', 'group:default/x'];

  it('starts with the reader’s teams, where there are any, the worst first', () => {
    expect(readChoice(new URLSearchParams(), teams)).toEqual({
      owner: 'mine',
      text: '',
      sort: 'verdict',
      order: 'desc',
    });
    expect(readChoice(new URLSearchParams(), ['user:default/a']).owner).toBe(
      'all',
    );
  });

  it('stands in the address and goes to the backend', () => {
    const search = writeChoice(new URLSearchParams('keep=1&text=old'), {
      owner: 'group:default/x',
      text: '',
      failing: 'a',
    });
    expect(search.toString()).toBe(
      'keep=1&owner=group%3Adefault%2Fx&failing=a',
    );
    expect(fleetQuery(readChoice(search, teams), teams)).toEqual({
      owners: ['group:default/x'],
      failing: 'a',
      sort: 'verdict',
      order: 'desc',
    });
  });

  it('turns the order round at the second press', () => {
    const first = sortBy({ sort: 'verdict', order: 'desc' }, 'name');
    expect(first).toEqual({ sort: 'name', order: 'asc' });
    expect(sortBy(first, 'name').order).toBe('desc');
  });
});

describe('the fleet', () => {
  it('lists what fails most, and of a service what it does not pass', () => {
    const { checks, items } = fleet();
    expect(worstChecks(checks).map(({ id }) => id)).toEqual([
      'security.high-critical',
    ]);
    const { open, passed } = cardOf(items[0], checks);
    expect(open.map(({ check }) => check.id)).toEqual([
      'security.high-critical',
    ]);
    expect(passed).toBe(1);
  });
});

describe('waivers', () => {
  const now = Date.parse('2026-03-02T11:00:00Z');
  it('offers what leads on from their state', () => {
    expect(waiverActions(waiver(), now)).toEqual(['approve', 'reject']);
    expect(waiverActions(waiver({ state: 'approved' }), now)).toEqual([
      'revoke',
    ]);
    expect(
      waiverActions(
        waiver({ state: 'approved', expiresAt: '2026-03-02T11:00:00Z' }),
        now,
      ),
    ).toEqual([]);
    expect(waitingWaiver([waiver()], 'security.high-critical', now)?.id).toBe(
      'w1',
    );
    expect(waitingWaiver([waiver()], 'other', now)).toBeUndefined();
  });

  it('names people shortly', () => {
    expect(nameOfRef('user:default/minji')).toBe('minji');
    expect(nameOfRef('minji')).toBe('minji');
  });
});
