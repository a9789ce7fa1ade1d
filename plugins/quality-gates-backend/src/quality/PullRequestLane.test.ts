import type { Entity } from '@backstage/catalog-model';
import type { OpenPullRequest } from '@heal7/backstage-plugin-quality-gates-common';
import { PullRequestLane } from './PullRequestLane';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'a' },
};

const pullRequest: OpenPullRequest = {
  number: 1,
  title: 'One',
  url: 'https://example.com/1',
  branch: 'x',
  commit: 'a'.repeat(40),
};

function setup(listOpen: () => Promise<OpenPullRequest[] | undefined>) {
  let now = 0;
  const asked = jest.fn(listOpen);
  const lane = new PullRequestLane({
    sources: [{ listOpen: async () => undefined }, { listOpen: asked }],
    now: () => new Date(now),
    timeoutMs: 20,
  });
  return {
    asked,
    list: () => lane.list(entity),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

describe('PullRequestLane', () => {
  it('asks once in 30 seconds, and once for all who ask at the same time', async () => {
    const { asked, list, wait } = setup(async () => [pullRequest]);
    const answers = await Promise.all([list(), list(), list()]);
    expect(answers[2]).toEqual({ items: [pullRequest] });
    wait(29_999);
    await list();
    expect(asked).toHaveBeenCalledTimes(1);
    wait(1);
    await list();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('keeps the last good list through an outage, which costs its time once', async () => {
    let away = false;
    const { asked, list, wait } = setup(async () => {
      if (away) throw new Error('GitHub answered 502');
      return [pullRequest];
    });
    await list();
    away = true;
    wait(30_000);
    const failed = { items: [pullRequest], error: 'GitHub answered 502' };
    expect(await list()).toEqual(failed);
    expect(await list()).toEqual(failed);
    expect(asked).toHaveBeenCalledTimes(2);
    away = false;
    wait(30_000);
    expect(await list()).toEqual({ items: [pullRequest] });
  });

  it('does not wait for ever', async () => {
    const { list } = setup(() => new Promise(() => {}));
    expect((await list()).error).toBe(
      'The source of pull requests did not answer in 0.02 s',
    );
  });

  it('knows no pull requests of what is nobody’s', async () => {
    const { list } = setup(async () => undefined);
    expect(await list()).toEqual({ items: [] });
  });
});
