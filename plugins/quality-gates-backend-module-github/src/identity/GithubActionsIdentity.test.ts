import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { mainHost, repositoryOf } from '@heal7/github-client';
import { entityOf } from '../testing';
import { GithubActionsIdentity } from './GithubActionsIdentity';

function identity(
  options: { ownerIds?: [string, string][]; host?: string } = {},
) {
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        github: [
          { host: 'ghe.example', apiBaseUrl: 'https://ghe.example/api' },
        ],
      },
    }),
  );
  return new GithubActionsIdentity({
    subjectPrefix: 'github-actions',
    host: options.host ?? mainHost(integrations),
    ownerIds: new Map(options.ownerIds),
    repositoryOf: entity => repositoryOf(entity, integrations),
  });
}

const old = 'external:github-actions:repo:heal7/demo:ref:refs/heads/main';
const withIds = 'external:github-actions:repo:heal7@12/demo@345:pull_request';
const demo = entityOf('heal7/demo');

describe('GithubActionsIdentity', () => {
  it('lets a workflow speak for the entities of its repository', () => {
    expect(identity().judge(old, demo)).toEqual({ allowed: true });
    expect(identity().judge(withIds, demo)).toEqual({ allowed: true });
    expect(identity().judge(old, entityOf('HEAL7/Demo'))).toEqual({
      allowed: true,
    });
  });

  it.each<[string, object, RegExp | undefined]>([
    ['repo:heal7/demo:pull_request', { branch: 'main' }, /pull request/],
    [
      'repo:heal7/demo:pull_request',
      { branch: 'main', pullRequest: 7 },
      undefined,
    ],
    ['repo:heal7/demo:ref:refs/heads/main', { branch: 'main' }, undefined],
    [
      'repo:heal7/demo:ref:refs/heads/mine',
      { branch: 'main' },
      /of the branch mine and may not speak for main/,
    ],
    [
      'repo:heal7/demo:ref:refs/heads/a/ref:refs/heads/main',
      { branch: 'main' },
      /may not speak for main/,
    ],
    ['repo:heal7/demo:ref:refs/heads/mine', {}, undefined],
    ['repo:heal7/demo:environment:prod', { branch: 'main' }, undefined],
  ])('%s that claims %j', (claim, place, objection) => {
    const judgement = identity().judge(
      `external:github-actions:${claim}`,
      demo,
      place,
    );
    const said = judgement && 'reason' in judgement ? judgement.reason : '';
    expect(judgement?.allowed).toBe(objection === undefined);
    expect(said).toMatch(objection ?? /^$/);
  });

  it.each([
    'external:ci',
    'external:github-actions',
    'external:github-actions-2:repo:heal7/demo:ref:x',
    'external:repo:heal7/demo:ref:x',
    'user:default/minji',
    'plugin:delivery',
  ])('has nothing to say about %s', subject => {
    expect(identity().judge(subject, demo)).toBeUndefined();
  });

  it.each([
    [
      'repo:heal7/other:ref:x',
      /speaks for the repository heal7\/other, but component:default\/demo belongs to heal7\/demo/,
    ],
    ['repo:evil/demo:ref:x', /speaks for the repository evil\/demo/],
    ['repo:heal7/demo2:ref:x', /heal7\/demo2/],
    ['repo:heal7/demo.git:ref:x', /heal7\/demo.git/],
    ['environment:prod', /does not begin with a repository/],
    ['repository_owner:heal7:repo:heal7/demo', /does not begin/],
  ])('refuses %s', (claim, reason) => {
    expect(identity().judge(`external:github-actions:${claim}`, demo)).toEqual({
      allowed: false,
      reason: expect.stringMatching(reason),
    });
  });

  it('refuses entities without a repository', () => {
    for (const slug of [undefined, 'heal7', 'heal7/..', 'heal7/a/b']) {
      expect(identity().judge(old, entityOf(slug))).toEqual({
        allowed: false,
        reason: expect.stringContaining('github.com/project-slug'),
      });
    }
  });

  it('refuses tokens of another GitHub than that of the entity', () => {
    const elsewhere = identity({ host: 'github.com' });
    expect(elsewhere.judge(old, demo)).toEqual({
      allowed: false,
      reason:
        'The token is from github.com, but component:default/demo belongs to ghe.example/heal7/demo.',
    });
  });

  it.each([
    [{ 'github.com/repository-id': '345' }, true],
    [{ 'github.com/repository-id': '346' }, false],
    [{ 'github.com/owner-id': '12' }, true],
    [{ 'github.com/owner-id': '13' }, false],
  ])('compares ids that are annotated: %j', (annotations, allowed) => {
    const entity = entityOf('heal7/demo', annotations);
    expect(identity().judge(withIds, entity)).toMatchObject({ allowed });
    expect(identity().judge(old, entity)).toEqual({
      allowed: false,
      reason: expect.stringContaining('immutable subject claims'),
    });
  });

  it('compares the id of the organisation that is configured', () => {
    expect(
      identity({ ownerIds: [['heal7', '12']] }).judge(withIds, demo),
    ).toEqual({ allowed: true });
    expect(
      identity({ ownerIds: [['heal7', '99']] }).judge(withIds, demo),
    ).toEqual({
      allowed: false,
      reason:
        'The token is from another owner of the same name: its id is 12, expected is 99.',
    });
    expect(identity({ ownerIds: [['other', '99']] }).judge(old, demo)).toEqual({
      allowed: true,
    });
  });
});
