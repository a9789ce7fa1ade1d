import { KubeObject, ObjectChange } from '../object-store';
import { createObjectStore } from './memory-object-store';

const appKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application' };
const now = new Date('2026-03-01T10:00:00.500Z');

function application(
  name: string,
  spec: Record<string, unknown> = { project: 'heal7' },
): KubeObject {
  return {
    ...appKind,
    metadata: { name, namespace: 'argocd', labels: { tier: name } },
    spec,
  };
}

function newStore(options = {}) {
  let ids = 0;
  const store = createObjectStore({
    cluster: 'test',
    clock: () => now,
    createId: () => {
      ids += 1;
      return `uid-${ids}`;
    },
    ...options,
  });
  const changes: string[] = [];
  store.watch(({ type, object }) =>
    changes.push(
      `${type} ${object.metadata.name}@${object.metadata.resourceVersion}`,
    ),
  );
  return { store, changes };
}

describe('createObjectStore', () => {
  it('creates with the fields a server sets and hands out copies', () => {
    const { store } = newStore();
    const created = store.create(application('a'));
    expect(created.metadata).toEqual({
      name: 'a',
      namespace: 'argocd',
      labels: { tier: 'a' },
      uid: 'uid-1',
      resourceVersion: '2',
      generation: 1,
      creationTimestamp: '2026-03-01T10:00:00Z',
    });
    created.spec = { project: 'changed' };
    expect(store.get(appKind, 'argocd', 'a')?.spec).toEqual({
      project: 'heal7',
    });
    expect(() => store.create(application('a'))).toThrow(
      'Application "a" already exists',
    );
  });

  it('lists by namespace and labels in the order of names', () => {
    const { store } = newStore();
    ['b', 'a'].forEach(name => store.create(application(name)));
    const names = (labels?: Record<string, string>, namespace?: string) =>
      store.list(appKind, namespace, labels).map(it => it.metadata.name);
    expect(names()).toEqual(['a', 'b']);
    expect(names({ tier: 'b' }, 'argocd')).toEqual(['b']);
    expect(names({}, 'other')).toEqual([]);
  });

  it('keeps spec and status apart, counts generations of the spec only', () => {
    const { store } = newStore();
    const created = store.create(application('a'));
    const withStatus = store.updateStatus({
      ...created,
      spec: { project: 'ignored' },
      status: { health: 'Healthy' },
    });
    expect(withStatus.spec).toEqual({ project: 'heal7' });
    expect(withStatus.metadata.generation).toBe(1);
    const changed = store.update({
      ...withStatus,
      spec: { project: 'other' },
      status: { health: 'ignored' },
    });
    expect(changed.status).toEqual({ health: 'Healthy' });
    expect(changed.metadata.generation).toBe(2);
    const labelled = store.patch(appKind, 'argocd', 'a', {
      metadata: { labels: { tier: null, team: 'saju' } },
      status: { health: 'ignored' },
    });
    expect(labelled.metadata.labels).toEqual({ team: 'saju' });
    expect(labelled.metadata.generation).toBe(2);
    expect(labelled.status).toEqual({ health: 'Healthy' });
  });

  it('sends no event for a write that changes nothing', () => {
    const { store, changes } = newStore();
    const created = store.create(application('a'));
    expect(store.update(created).metadata.resourceVersion).toBe('2');
    store.patch(appKind, 'argocd', 'a', { spec: { project: 'heal7' } });
    store.updateStatus({ ...created, status: undefined });
    expect(changes).toEqual(['ADDED a@2']);
  });

  it('refuses writes from an old version', () => {
    const { store } = newStore();
    const old = store.create(application('a'));
    store.patch(appKind, 'argocd', 'a', { spec: { project: 'x' } });
    expect(() => store.update(old)).toThrow('the object has been modified');
    const { resourceVersion, ...metadata } = old.metadata;
    expect(store.update({ ...old, metadata }).spec).toEqual({
      project: 'heal7',
    });
    expect(() => store.update(application('missing'))).toThrow('not found');
  });

  it('serves one object under the versions of its kind', () => {
    const { store } = newStore();
    store.create({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'v', namespace: 'n' },
    });
    const alias = {
      apiVersion: 'networking.istio.io/v1beta1',
      kind: 'VirtualService',
    };
    expect(store.get(alias, 'n', 'v')?.apiVersion).toBe(alias.apiVersion);
    expect(store.list(alias)).toHaveLength(1);
  });

  it('deletes what it owns, unless somebody else owns it too or it is told not to', () => {
    const { store, changes } = newStore();
    const owner = store.create(application('owner'));
    const other = store.create(application('other'));
    const owned = (name: string, ...owners: KubeObject[]) => {
      const object = application(name);
      object.metadata.ownerReferences = owners.map(it => ({
        ...appKind,
        name: it.metadata.name,
        uid: it.metadata.uid ?? '',
      }));
      return store.create(object);
    };
    const child = owned('child', owner);
    owned('grandchild', child);
    owned('shared', owner, other);
    changes.length = 0;
    store.delete(appKind, 'argocd', 'owner');
    expect(changes.map(it => it.split('@')[0])).toEqual([
      'DELETED owner',
      'DELETED child',
      'DELETED grandchild',
      'MODIFIED shared',
    ]);
    store.delete(appKind, 'argocd', 'other', { orphan: true });
    expect(store.list(appKind).map(it => it.metadata.name)).toEqual(['shared']);
    store.delete(appKind, 'argocd', 'gone-already');
  });

  it('waits for finalizers', () => {
    const { store, changes } = newStore();
    const object = application('a');
    object.metadata.finalizers = ['example.org/wait'];
    store.create(object);
    store.delete(appKind, 'argocd', 'a');
    expect(store.get(appKind, 'argocd', 'a')?.metadata.deletionTimestamp).toBe(
      '2026-03-01T10:00:00Z',
    );
    store.patch(appKind, 'argocd', 'a', { metadata: { finalizers: null } });
    expect(store.get(appKind, 'argocd', 'a')).toBeUndefined();
    expect(changes.at(-1)).toBe('DELETED a@4');
  });

  it('leaves pods on a node to their kubelet', () => {
    const { store } = newStore();
    const podKind = { apiVersion: 'v1', kind: 'Pod' };
    const pod = (name: string, nodeName?: string) =>
      store.create({
        ...podKind,
        metadata: { name, namespace: 'n' },
        spec: { nodeName },
      });
    pod('bound', 'node-1');
    pod('unbound');
    ['bound', 'unbound'].forEach(name => store.delete(podKind, 'n', name));
    expect(store.list(podKind).map(it => it.metadata.name)).toEqual(['bound']);
    store.delete(podKind, 'n', 'bound', { force: true });
    expect(store.list(podKind)).toEqual([]);
  });

  it('tells every watcher the same order, also of changes made while telling', () => {
    const { store } = newStore();
    const seen: string[] = [];
    store.watch(({ type, object }: ObjectChange) => {
      if (type === 'ADDED') {
        store.patch({ ...object }, 'argocd', object.metadata.name, {
          spec: { touched: true },
        });
      }
    });
    const stop = store.watch(({ type }) => seen.push(type));
    store.create(application('a'));
    store.create(application('b'));
    expect(seen).toEqual(['ADDED', 'MODIFIED', 'ADDED', 'MODIFIED']);
    stop();
    store.delete(appKind, 'argocd', 'a');
    expect(seen).toHaveLength(4);
  });

  it('counts repeated events and forgets old ones', () => {
    let time = now.getTime();
    const { store } = newStore({ clock: () => new Date(time) });
    const about = store.create(application('a'));
    const event = {
      type: 'Normal',
      reason: 'Synced',
      message: 'New revision detected!',
      component: 'flagger',
    } as const;
    store.recordEvent(about, event);
    store.recordEvent(about, event);
    store.recordEvent(about, {
      ...event,
      message: 'Advance a canary weight 10',
    });
    const list = () =>
      store
        .list({ apiVersion: 'v1', kind: 'Event' }, 'argocd')
        .map(it => `${it.message} ×${it.count}`)
        .sort();
    expect(list()).toEqual([
      'Advance a canary weight 10 ×1',
      'New revision detected! ×2',
    ]);
    time += 2 * 60 * 60 * 1000;
    store.recordEvent(about, { ...event, message: 'later' });
    expect(list()).toEqual(['later ×1']);
  });

  it('answers what changed since a version, or that it has forgotten', () => {
    const { store } = newStore({ historyLimit: 2 });
    ['a', 'b', 'c'].forEach(name => store.create(application(name)));
    expect(store.resourceVersion()).toBe(4);
    expect(
      store.changesSince(2).map(({ object }) => object.metadata.name),
    ).toEqual(['b', 'c']);
    expect(() => store.changesSince(1)).toThrow('too old resource version');
    expect(() => store.changesSince(99)).toThrow('too old resource version');
  });

  it('continues from a snapshot without using a version twice', () => {
    const first = newStore().store;
    first.create(application('a'));
    const { store } = newStore({ snapshot: first.snapshot() });
    expect(store.get(appKind, 'argocd', 'a')?.metadata.resourceVersion).toBe(
      '2',
    );
    expect(() => store.changesSince(2)).toThrow('too old');
    const next = store.create(application('b'));
    expect(Number(next.metadata.resourceVersion)).toBeGreaterThan(1000);
  });

  it('empties a namespace with it and refuses invalid workloads', () => {
    const { store } = newStore();
    store.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'argocd' },
    });
    store.create(application('a'));
    store.delete({ apiVersion: 'v1', kind: 'Namespace' }, undefined, 'argocd');
    expect(store.list(appKind)).toEqual([]);
    expect(() =>
      store.create({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'd', namespace: 'n' },
        spec: { selector: { matchLabels: { app: 'x' } }, template: {} },
      }),
    ).toThrow('`selector` does not match template `labels`');
  });
});
