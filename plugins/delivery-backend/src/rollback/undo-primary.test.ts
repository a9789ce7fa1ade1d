import { RetryableError, TerminalError } from './effect-errors';
import { TestGithub } from './__testUtils__/test-github';
import { bad, good, TestWorld } from './__testUtils__/test-world';
import { undoPrimary } from './undo-primary';

const begin = () => {
  const world = new TestWorld(new TestGithub(), { phase: 'succeeded' });
  const undo = (overrides = {}) =>
    undoPrimary(world.cluster, {
      namespace: 'pay-prod',
      deployment: 'pay-primary',
      revision: `pay-primary-${good.tag}`,
      service: 'pay',
      target: good,
      ...overrides,
    });
  return { world, undo };
};

describe('undoPrimary', () => {
  it('restores the template without the hash of the ReplicaSet, and only once', async () => {
    const { world, undo } = begin();
    await undo();
    await undo();
    expect(world.tagOf('pay-primary')).toBe(good.tag);
    expect(world.cluster.patches).toHaveLength(1);
    expect(
      JSON.stringify(
        world.cluster.raw('Deployment', 'pay-prod', 'pay-primary'),
      ),
    ).not.toContain('pod-template-hash');
  });

  it('does not overwrite what somebody else has just changed', async () => {
    const { world, undo } = begin();
    world.cluster.beforePatch = () => {
      world.cluster.beforePatch = () => {};
      world.deploy('pay-primary', '1.43.0-3333333', 2);
    };
    await expect(undo()).rejects.toThrow(RetryableError);
    expect(world.tagOf('pay-primary')).toBe('1.43.0-3333333');
  });

  it.each([
    ['another version', { revision: `pay-primary-${bad.tag}` }, RetryableError],
    ['no Deployment', { deployment: 'nothing' }, TerminalError],
  ])('refuses %s', async (_, overrides, type) => {
    const { undo } = begin();
    await expect(undo(overrides)).rejects.toThrow(type);
  });
});
