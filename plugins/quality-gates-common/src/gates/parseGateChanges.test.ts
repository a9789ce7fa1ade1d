import { changeGate } from './changeGate';
import { heal7Gate } from './heal7Gate';
import { parseGate } from './parseGate';
import { parseGateChanges } from './parseGateChanges';
import { tightenGate } from './tightenGate';
import { flaky } from './testing';

describe('parseGate', () => {
  it.each([
    [null, []],
    [{ name: 'x', title: 'X', checks: [] }, ['checks']],
    [{ name: 'x', title: 'X' }, ['checks']],
    [{ name: 'x', title: 'X', checks: [flaky, flaky] }, ['checks', 1]],
    [{ name: 'x', title: 'X', checks: [flaky], extra: 1 }, ['extra']],
    [
      { name: 'x', title: 'X', checks: [{ ...flaky, group: 'fun' }] },
      ['checks', 0, 'group'],
    ],
    [{ title: 'X', checks: [flaky] }, ['name']],
  ])('refuses %j', (value, path) => {
    const { gate, problems } = parseGate(value);
    expect(gate).toBeUndefined();
    expect(problems.map(problem => problem.path)).toContainEqual(path);
  });
});

describe('parseGateChanges', () => {
  it('reads every kind of change', () => {
    const value = {
      checks: {
        'coverage.backend-lines': {
          threshold: { min: 90 },
          blocking: true,
          maxAgeSeconds: 60,
        },
        'code-quality.sonar': false,
      },
      add: [{ ...flaky, scope: 'integration', part: 'image' }],
    };
    expect(parseGateChanges(value)).toEqual({ changes: value, problems: [] });
    expect(parseGateChanges({})).toEqual({ changes: {}, problems: [] });
  });

  it('blocks where it is not said', () => {
    const { blocking: _, ...rest } = flaky;
    expect(parseGateChanges({ add: [rest] }).changes.add).toEqual([
      { ...flaky, blocking: true },
    ]);
  });

  it.each<[unknown, (string | number)[], string]>([
    [[], [], 'Expected an object with checks, add.'],
    ['x', [], 'Expected an object'],
    [{ check: {} }, ['check'], '"check" is not known here'],
    [{ checks: [] }, ['checks'], 'Expected an object.'],
    [{ checks: { a: true } }, ['checks', 'a'], 'Expected an object with'],
    [{ checks: { a: { min: 1 } } }, ['checks', 'a', 'min'], 'not known here'],
    [
      { checks: { a: { threshold: {} } } },
      ['checks', 'a', 'threshold'],
      'at least one of',
    ],
    [
      { checks: { a: { threshold: { min: '90' } } } },
      ['checks', 'a', 'threshold', 'min'],
      'Expected a number.',
    ],
    [
      { checks: { a: { threshold: { min: NaN } } } },
      ['checks', 'a', 'threshold', 'min'],
      'Expected a number.',
    ],
    [
      { checks: { a: { threshold: { min: 5, max: 4 } } } },
      ['checks', 'a', 'threshold'],
      'No value can meet',
    ],
    [
      { checks: { a: { threshold: { min: 5, equals: 'OK' } } } },
      ['checks', 'a', 'threshold'],
      'stands alone',
    ],
    [
      { checks: { a: { blocking: 'no' } } },
      ['checks', 'a', 'blocking'],
      'true or false',
    ],
    [
      { checks: { a: { maxAgeSeconds: 0 } } },
      ['checks', 'a', 'maxAgeSeconds'],
      'more than 0',
    ],
    [{ add: {} }, ['add'], 'Expected a list.'],
    [{ add: [{ ...flaky, id: 'A B' }] }, ['add', 0, 'id'], 'Expected an id'],
    [{ add: [{ ...flaky, title: '' }] }, ['add', 0, 'title'], 'Expected text'],
    [
      { add: [{ ...flaky, measurements: [] }] },
      ['add', 0, 'measurements'],
      '1 to 20',
    ],
    [
      { add: [{ ...flaky, measurements: [1] }] },
      ['add', 0, 'measurements', 0],
      'Expected text',
    ],
    [{ add: Array(101).fill(flaky) }, ['add'], 'At most 100'],
  ])('names what is wrong in %j', (value, path, message) => {
    const { problems } = parseGateChanges(value);
    expect(problems).toContainEqual({
      path,
      message: expect.stringContaining(message),
    });
  });

  it('is not fooled by names of the language', () => {
    const value: unknown = JSON.parse(
      '{"checks": {"__proto__": {"blocking": false}, "constructor": false}}',
    );
    const { changes } = parseGateChanges(value);
    expect(Object.keys(changes.checks ?? {})).toEqual([
      '__proto__',
      'constructor',
    ]);
    const gate = heal7Gate('backend');
    expect(tightenGate(gate, changes).problems).toHaveLength(2);
    expect(changeGate(gate, changes)).toEqual(gate);
  });
});
