import { KubeObject } from '../kubernetes/object-store';
import { IgnoredDifference } from './application';
import { isInSync } from './compare';

function deployment(spec: Record<string, unknown>, extra = {}): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api', namespace: 'prod', labels: { app: 'api' } },
    spec,
    ...extra,
  };
}

const ignoreReplicas: IgnoredDifference[] = [
  {
    group: 'apps',
    kind: 'Deployment',
    jsonPointers: ['/spec/replicas', '/metadata/annotations/a~1b'],
  },
];

describe('isInSync', () => {
  it.each([
    ['the same', { paused: true }, { paused: true }, true],
    ['a default of the server', {}, { strategy: { type: 'x' } }, true],
    ['another value', { paused: true }, { paused: false }, false],
    ['a missing value', { paused: true }, {}, false],
    ['null says nothing', { paused: null }, { paused: true }, true],
    ['empty is as good as not there', { a: {}, b: [] }, {}, true],
    ['an empty list against a full one', { list: [] }, { list: [1] }, false],
    ['an empty map against a full one', { map: {} }, { map: { a: 1 } }, true],
    [
      'a default inside a list',
      { list: [{ a: 1 }] },
      { list: [{ a: 1, b: 2 }] },
      true,
    ],
    ['a longer list', { list: [1] }, { list: [1, 2] }, false],
    ['another order', { list: [1, 2] }, { list: [2, 1] }, false],
    ['zero against nothing', { replicas: 0 }, {}, false],
  ])('%s', (_, wanted, actual, expected) => {
    expect(isInSync(deployment(wanted), deployment(actual), [])).toBe(expected);
  });

  it('does not look at status and version', () => {
    expect(
      isInSync(
        deployment({}, { status: { replicas: 1 } }),
        deployment({}, { apiVersion: 'apps/v1beta1', status: {} }),
        [],
      ),
    ).toBe(true);
  });

  it('leaves out what ignoreDifferences points at, for that kind only', () => {
    const wanted = deployment({ replicas: 1 });
    const live = deployment({ replicas: 5 });
    expect(isInSync(wanted, live, [])).toBe(false);
    expect(isInSync(wanted, live, ignoreReplicas)).toBe(true);
    expect(
      isInSync(wanted, live, [{ ...ignoreReplicas[0], kind: 'StatefulSet' }]),
    ).toBe(false);
  });
});
