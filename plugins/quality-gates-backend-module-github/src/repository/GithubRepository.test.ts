import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { entityOf } from '../testing';
import { repositoryOf } from './GithubRepository';

const integrationsOf = (...hosts: string[]) =>
  ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        github: hosts.map(host => ({
          host,
          apiBaseUrl: `https://${host}/api/v3`,
        })),
      },
    }),
  );

describe('repositoryOf', () => {
  it.each([
    [[], {}, 'github.com'],
    [['ghe.example'], {}, 'ghe.example'],
    [['one.example', 'two.example'], {}, 'github.com'],
    [
      ['one.example', 'two.example'],
      { 'backstage.io/managed-by-location': 'url:https://two.example/a/b' },
      'two.example',
    ],
    [
      ['one.example', 'two.example'],
      {
        'backstage.io/source-location': 'url:https://one.example/a/b/',
        'backstage.io/managed-by-location': 'url:https://two.example/a/b',
      },
      'one.example',
    ],
    [
      ['ghe.example'],
      { 'backstage.io/source-location': 'url:https://gitlab.com/a/b' },
      'ghe.example',
    ],
    [
      ['ghe.example'],
      { 'backstage.io/managed-by-location': 'file:/catalog.yaml' },
      'ghe.example',
    ],
  ])('of %j with %j is on %s', (hosts, annotations, host) => {
    expect(
      repositoryOf(
        entityOf('heal7/demo', annotations),
        integrationsOf(...hosts),
      ),
    ).toEqual({ host, owner: 'heal7', name: 'demo' });
  });

  it.each([undefined, '', 'demo', '../demo', 'heal7/..', 'a/b?c', 'a/b/c'])(
    'is none for the slug %j',
    slug => {
      expect(repositoryOf(entityOf(slug), integrationsOf())).toBeUndefined();
    },
  );
});
