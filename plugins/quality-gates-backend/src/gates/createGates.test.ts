import { createGates } from './createGates';

const idsOf = (config: unknown, kind: 'frontend' | 'backend' | 'compute') =>
  createGates(config)
    .of(kind)
    .checks.map(({ id }) => id);

const added = {
  id: 'tests.many',
  title: 'Many tests',
  group: 'tests',
  measurements: ['tests.total'],
  threshold: { min: 100 },
  blocking: false,
};

describe('the gates of the configuration', () => {
  it('are the HEAL7 gates without one', () => {
    const gates = createGates();
    expect(gates.list().map(({ service }) => service)).toEqual([
      'frontend',
      'backend',
      'compute',
    ]);
    expect(idsOf(undefined, 'backend')).toContain('coverage.backend-lines');
  });

  it('change all of them, then one kind', () => {
    const config = {
      all: {
        checks: {
          'code-quality.sonar': false,
          'performance.lighthouse': { threshold: { min: 60 } },
        },
        add: [added],
      },
      backend: { checks: { 'tests.many': { blocking: true } } },
    };
    expect(idsOf(config, 'backend')).not.toContain('code-quality.sonar');
    const many = (kind: 'backend' | 'compute') =>
      createGates(config)
        .of(kind)
        .checks.find(({ id }) => id === 'tests.many');
    expect(many('backend')?.blocking).toBe(true);
    expect(many('compute')?.blocking).toBe(false);
    const lighthouse = createGates(config)
      .of('frontend')
      .checks.find(({ id }) => id === 'performance.lighthouse');
    expect(lighthouse?.threshold).toEqual({ min: 60 });
  });

  it.each([
    ['qualityGates.gates: ', []],
    ['qualityGates.gates.mobile: ', { mobile: {} }],
    [
      'qualityGates.gates.all.checks.tests.failed.threshold',
      { all: { checks: { 'tests.failed': { threshold: { max: 'none' } } } } },
    ],
    [
      'qualityGates.gates.all.checks.tests.fail: ',
      { all: { checks: { 'tests.fail': false } } },
    ],
    [
      'qualityGates.gates.backend.checks.coverage.frontend-lines: ',
      { backend: { checks: { 'coverage.frontend-lines': false } } },
    ],
    [
      'qualityGates.gates.frontend.add.0',
      { frontend: { add: [{ ...added, group: 'beauty' }] } },
    ],
    [
      'qualityGates.gates.compute: the gate of compute services has no blocking check left',
      {
        compute: {
          checks: Object.fromEntries(
            idsOf(undefined, 'compute').map(id => [id, { blocking: false }]),
          ),
        },
      },
    ],
  ])('say what is wrong at %s', (message, config) => {
    expect(() => createGates(config)).toThrow(message);
  });
});
