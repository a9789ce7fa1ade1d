import { deployment } from '../__testUtils__/fixtures';
import { createObjectStore } from '../store/memory-object-store';
import {
  adoptReplicaSets,
  newReplicaSet,
  replicaSetsOf,
} from './owned-replica-sets';

it('adopts the ReplicaSets an earlier Deployment left behind, and no others', () => {
  const store = createObjectStore({ cluster: 'test' });
  const first = store.create(deployment('1'));
  const left = store.create(newReplicaSet(first, {}));
  store.create(newReplicaSet(store.create(deployment('1', {}, 'other')), {}));
  store.delete(first, 'shop', 'web', { orphan: true });
  expect(
    store.get(left, 'shop', left.metadata.name)?.metadata.ownerReferences,
  ).toBeUndefined();

  const second = store.create(deployment('1'));
  adoptReplicaSets(store, second);
  const { sets, fresh } = replicaSetsOf(store, second);
  expect(sets.map(({ metadata }) => metadata.uid)).toEqual([left.metadata.uid]);
  expect(fresh?.metadata.uid).toBe(left.metadata.uid);
});
