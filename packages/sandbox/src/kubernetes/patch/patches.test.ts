import { applyJsonPatch } from './json-patch';
import { applyMergePatch } from './merge-patch';
import { applyStrategicMergePatch } from './strategic-merge-patch';

describe('applyMergePatch', () => {
  it.each([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [['a', 'b'], ['c'], ['c']],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('RFC 7386: %j with %j is %j', (target, patch, expected) => {
    expect(applyMergePatch(target, patch)).toEqual(expected);
  });
});

describe('applyJsonPatch', () => {
  it.each([
    [{ a: 1 }, [{ op: 'add', path: '/b', value: [1] }], { a: 1, b: [1] }],
    [{ a: [1, 3] }, [{ op: 'add', path: '/a/1', value: 2 }], { a: [1, 2, 3] }],
    [{ a: [1] }, [{ op: 'add', path: '/a/-', value: 2 }], { a: [1, 2] }],
    [{ a: [1, 2] }, [{ op: 'remove', path: '/a/0' }], { a: [2] }],
    [{ a: [1, 2] }, [{ op: 'replace', path: '/a/0', value: 9 }], { a: [9, 2] }],
    [{ 'x/y': 1 }, [{ op: 'remove', path: '/x~1y' }], {}],
    [
      { a: { b: 1 } },
      [{ op: 'move', from: '/a/b', path: '/c' }],
      { a: {}, c: 1 },
    ],
    [{ a: 1 }, [{ op: 'copy', from: '/a', path: '/b' }], { a: 1, b: 1 }],
    [
      { a: 1 },
      [
        { op: 'test', path: '/a', value: 1 },
        { op: 'replace', path: '/a', value: 2 },
      ],
      { a: 2 },
    ],
  ])('RFC 6902: %j with %j is %j', (target, patch, expected) => {
    const before = JSON.stringify(target);
    expect(applyJsonPatch(target, patch)).toEqual(expected);
    expect(JSON.stringify(target)).toBe(before);
  });

  it.each([
    [[{ op: 'test', path: '/a', value: 2 }], 'testing path /a failed'],
    [[{ op: 'replace', path: '/missing', value: 2 }], 'nothing at /missing'],
    [[{ op: 'remove', path: '/list/7' }], 'nothing at /list/7'],
    [[{ op: 'add', path: '/a/b', value: 2 }], 'nothing at /a/b'],
    [[{ op: 'jump', path: '/a' }], 'unknown operation'],
    [{ op: 'add' }, 'a list of operations'],
  ])('refuses %j: %s', (patch, message) => {
    expect(() => applyJsonPatch({ a: 1, list: [] }, patch)).toThrow(message);
  });
});

describe('applyStrategicMergePatch', () => {
  const pod = {
    containers: [
      {
        name: 'app',
        image: 'app:1',
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '2' },
        ],
        args: ['--one', '--two'],
        ports: [{ containerPort: 80, name: 'http' }],
      },
      { name: 'proxy', image: 'proxy:1' },
    ],
    volumes: [{ name: 'data', emptyDir: {} }],
    finalizers: ['x'],
  };

  it('merges lists by their keys and replaces the others', () => {
    const patched = applyStrategicMergePatch(pod, {
      containers: [
        {
          name: 'app',
          image: 'app:2',
          args: ['--three'],
          env: [
            { name: 'B', $patch: 'delete' },
            { name: 'C', value: '3' },
          ],
          ports: [{ containerPort: 9090, name: 'metrics' }],
        },
      ],
      finalizers: ['y'],
    });
    expect(patched).toEqual({
      ...pod,
      containers: [
        {
          name: 'app',
          image: 'app:2',
          args: ['--three'],
          env: [
            { name: 'C', value: '3' },
            { name: 'A', value: '1' },
          ],
          ports: [
            { containerPort: 9090, name: 'metrics' },
            { containerPort: 80, name: 'http' },
          ],
        },
        { name: 'proxy', image: 'proxy:1' },
      ],
      finalizers: ['x', 'y'],
    });
  });

  it('obeys the directives kubectl apply sends', () => {
    expect(
      applyStrategicMergePatch(
        { strategy: { type: 'RollingUpdate', rollingUpdate: {} }, ...pod },
        {
          strategy: { $retainKeys: ['type'], type: 'Recreate' },
          '$setElementOrder/containers': [{ name: 'proxy' }, { name: 'new' }],
          containers: [{ name: 'app', $patch: 'delete' }, { name: 'new' }],
          volumes: [{ $patch: 'replace' }, { name: 'other' }],
          '$deleteFromPrimitiveList/finalizers': ['x'],
        },
      ),
    ).toEqual({
      strategy: { type: 'Recreate' },
      containers: [{ name: 'proxy', image: 'proxy:1' }, { name: 'new' }],
      volumes: [{ name: 'other' }],
      finalizers: [],
    });
    expect(
      applyStrategicMergePatch(
        { containers: [{ name: 'a' }, { name: 'b' }] },
        { '$setElementOrder/containers': [{ name: 'b' }, { name: 'a' }] },
      ),
    ).toEqual({ containers: [{ name: 'b' }, { name: 'a' }] });
  });

  it.each([
    [['a', 'b'], ['new'], ['new', 'a', 'b']],
    [
      ['a', 'b'],
      ['b', 'new'],
      ['a', 'b', 'new'],
    ],
    [
      ['a', 'b', 'c'],
      ['c', 'a'],
      ['b', 'c', 'a'],
    ],
  ])('puts %j patched with %j in the order %j', (before, patch, after) => {
    const named = (names: string[]) => ({
      containers: names.map(name => ({ name })),
    });
    expect(applyStrategicMergePatch(named(before), named(patch))).toEqual(
      named(after),
    );
  });

  it('removes with null and replaces with a directive', () => {
    expect(
      applyStrategicMergePatch(
        { a: { b: 1, c: 2 }, d: 3 },
        { a: { b: null }, d: null },
      ),
    ).toEqual({ a: { c: 2 } });
    expect(
      applyStrategicMergePatch(
        { a: { b: 1 } },
        { a: { $patch: 'replace', c: 2 } },
      ),
    ).toEqual({ a: { c: 2 } });
  });

  it('refuses an item without its key', () => {
    expect(() =>
      applyStrategicMergePatch(pod, { containers: [{ image: 'x' }] }),
    ).toThrow('does not contain declared merge key: name');
  });
});
