import { changeGate, unknownChecks } from './changeGate';
import { heal7Gate } from './heal7Gate';
import { serviceKinds } from './serviceKinds';
import { find, flaky } from './testing';

describe('changeGate', () => {
  const gate = heal7Gate('backend');

  it('loosens, takes out and puts in', () => {
    const changed = changeGate(gate, {
      checks: {
        'coverage.backend-lines': { threshold: { min: 60 }, blocking: false },
        'code-quality.sonar': false,
        'coverage.frontend-lines': false,
      },
      add: [flaky, { ...flaky, id: 'tests.failed' }],
    });
    expect(find(changed, 'coverage.backend-lines')).toMatchObject({
      threshold: { min: 60 },
      blocking: false,
    });
    expect(find(changed, 'code-quality.sonar')).toBeUndefined();
    expect(find(changed, 'tests.flaky')).toEqual(flaky);
    expect(changed.checks.filter(it => it.id === 'tests.failed')).toEqual([
      { ...flaky, id: 'tests.failed' },
    ]);
    expect(gate).toEqual(heal7Gate('backend'));
  });

  it('tells checks that no gate has', () => {
    const gates = serviceKinds.map(heal7Gate);
    expect(
      unknownChecks(gates, {
        checks: { 'coverage.frontend-lines': false, 'coverage.lines': false },
      }),
    ).toEqual(['coverage.lines']);
  });
});
