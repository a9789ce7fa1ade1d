import { FreshResource } from './FreshResource';

/** A backend whose answers come when the test says so. */
function slowBackend() {
  const asked: Array<{
    signal: AbortSignal;
    answer: (value: string) => Promise<void>;
  }> = [];
  const load = (signal: AbortSignal) =>
    new Promise<string>(resolve => {
      asked.push({
        signal,
        answer: async value => {
          resolve(value);
          // The resource looks at it after a few turns.
          for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
        },
      });
    });
  return { asked, load };
}

const unsubscribes: Array<() => void> = [];
const shownBy = (resource: FreshResource<string>) => {
  const unsubscribe = resource.subscribe(() => undefined);
  unsubscribes.push(unsubscribe);
  return unsubscribe;
};
afterEach(() => unsubscribes.splice(0).forEach(unsubscribe => unsubscribe()));

describe('FreshResource', () => {
  it('asks once for all who look, and not when nobody does', async () => {
    const { asked, load } = slowBackend();
    const resource = new FreshResource(load);
    resource.refresh();
    expect(asked).toHaveLength(0);
    shownBy(resource);
    shownBy(resource);
    expect(asked).toHaveLength(1);
    await asked[0].answer('a');
    expect(resource.getState()).toEqual({ value: 'a' });
  });

  it('asks once more after a request during which something changed, however often', async () => {
    const { asked, load } = slowBackend();
    const resource = new FreshResource(load);
    shownBy(resource);
    const news = {};
    resource.announced(news);
    resource.announced(news);
    resource.announced({});
    expect(asked).toHaveLength(1);
    await asked[0].answer('old');
    expect(asked).toHaveLength(2);
    await asked[1].answer('new');
    expect(resource.getState()).toEqual({ value: 'new' });
    resource.announced(news);
    expect(asked).toHaveLength(3);
  });

  it('stops when the last one leaves, and keeps what it knows for whoever comes back', async () => {
    const { asked, load } = slowBackend();
    const resource = new FreshResource(load);
    const leave = shownBy(resource);
    await asked[0].answer('a');
    resource.refresh();
    leave();
    expect(asked[1].signal.aborted).toBe(true);
    await asked[1].answer('too late');
    expect(resource.getState()).toEqual({ value: 'a' });
    shownBy(resource);
    expect(asked).toHaveLength(3);
  });

  it('draws nothing anew for the same answer', async () => {
    const { asked, load } = slowBackend();
    const resource = new FreshResource(load);
    const draw = jest.fn();
    unsubscribes.push(resource.subscribe(draw));
    await asked[0].answer('a');
    resource.refresh();
    await asked[1].answer('a');
    expect(draw).toHaveBeenCalledTimes(1);
  });
});
