import { ConfigReader } from '@backstage/config';
import { readServiceDefaults } from './service-defaults';

const read = (delivery: object) =>
  readServiceDefaults(
    new ConfigReader({
      backend: { baseUrl: 'http://portal' },
      delivery: { ...delivery },
    }),
  );

describe('readServiceDefaults', () => {
  it('takes host and organisation from the manifests repository', () => {
    expect(
      read({
        manifests: {
          repoUrl: 'https://github.heal7.com/heal7/k8s-manifests.git',
        },
      }),
    ).toMatchObject({
      host: 'github.heal7.com',
      organization: 'heal7',
      manifestsUrl: 'https://github.heal7.com/heal7/k8s-manifests',
      portalUrl: 'http://portal',
    });
  });

  it.each([
    [['first', 'second'], 'first'],
    [[{ token: 'of-one-cluster', cluster: 'heal7-prod' }], 'of-one-cluster'],
    [[], ''],
    [undefined, ''],
  ])('reads the token of the gates out of %j', (webhookTokens, token) => {
    expect(read({ flagger: { webhookTokens } }).gatesToken).toBe(token);
  });

  const workflows = (value: object) =>
    readServiceDefaults(
      new ConfigReader({
        backend: { baseUrl: 'http://portal' },
        scaffolder: { heal7: { workflows: value } },
      }),
    ).workflows;

  it('takes the release of the workflows that is pinned', () => {
    const pinned = { version: 'v1.4.0', ref: 'a'.repeat(40) };
    expect(workflows(pinned)).toEqual({
      repository: 'heal7/workflows',
      ...pinned,
    });
    expect(workflows({ repository: 'a/b' }).repository).toBe('a/b');
  });

  it.each([{ version: 'v1.4.0' }, { version: 'v1.4.0', ref: 'main' }])(
    'refuses to pin %j',
    value => {
      expect(() => workflows(value)).toThrow('scaffolder.heal7.workflows');
    },
  );
});
