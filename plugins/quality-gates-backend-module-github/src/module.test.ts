import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  qualityGatesExtensionPoint,
  type CiIdentity,
  type QualityGatesExtensionPoint,
} from '@heal7/backstage-plugin-quality-gates-node';
import module from './index';
import { entityOf } from './testing';

async function start(qualityGates: object | undefined) {
  const gates: jest.Mocked<QualityGatesExtensionPoint> = {
    addCiIdentity: jest.fn<void, [CiIdentity]>(),
    addDeployedCommitsSource: jest.fn(),
    addPullRequestSource: jest.fn(),
    addVerdictReporter: jest.fn(),
  };
  const backend = await startTestBackend({
    extensionPoints: [[qualityGatesExtensionPoint, gates]],
    features: [
      module,
      mockServices.rootConfig.factory({
        data: qualityGates ? { qualityGates } : {},
      }),
    ],
  });
  await backend.stop();
  const [[identity]] = gates.addCiIdentity.mock.calls;
  return { gates, identity };
}

const subject = (prefix: string) =>
  `external:${prefix}:repo:heal7/demo:ref:refs/heads/main`;

describe('module github of the quality gates', () => {
  it('brings a reporter, pull requests and the identity of workflows', async () => {
    const { gates, identity } = await start(undefined);
    expect(gates.addVerdictReporter).toHaveBeenCalledWith(
      expect.objectContaining({ id: 'github' }),
    );
    expect(gates.addPullRequestSource).toHaveBeenCalledTimes(1);
    expect(
      identity.judge(subject('github-actions'), entityOf('heal7/demo')),
    ).toEqual({ allowed: true });
  });

  it('reads its configuration', async () => {
    const { identity } = await start({
      github: {
        oidcSubjectPrefix: 'gh',
        oidcHost: 'github.com',
        ownerIds: { HEAL7: 12 },
      },
    });
    const entity = entityOf('heal7/demo');
    expect(identity.judge(subject('github-actions'), entity)).toBeUndefined();
    expect(identity.judge(subject('gh'), entity)).toMatchObject({
      allowed: false,
    });
    expect(
      identity.judge('external:gh:repo:heal7@12/demo@3:pull_request', entity),
    ).toEqual({ allowed: true });
  });

  it('does not start with an id that is none', async () => {
    await expect(
      start({ github: { ownerIds: { heal7: 1.5 } } }),
    ).rejects.toThrow(/qualityGates.github.ownerIds.heal7 must be the id/);
  });
});
