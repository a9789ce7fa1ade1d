import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { repositoryAt } from './repositoryAt';
import { repositoryOf } from './repositoryOf';
import { webUrlOf } from './webUrlOf';

const entityOf = (
  slug: string | undefined,
  annotations: Record<string, string> = {},
) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'demo',
    annotations: {
      ...(slug === undefined ? {} : { 'github.com/project-slug': slug }),
      ...annotations,
    },
  },
});

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

describe('repositoryAt', () => {
  it.each([
    'https://ghe.example:8443/heal7/demo',
    'https://ghe.example:8443/heal7/demo/',
    'https://ghe.example:8443/heal7/demo.git',
    'https://ghe.example:8443/heal7/demo/tree/main/docs',
  ])('knows %s', url => {
    expect(repositoryAt(url)).toEqual({
      host: 'ghe.example:8443',
      owner: 'heal7',
      name: 'demo',
    });
  });

  it.each([
    'heal7/demo',
    'https://ghe.example',
    'https://ghe.example/heal7',
    'https://ghe.example/heal7/a%2Fb',
  ])('is none at %s', url => {
    expect(repositoryAt(url)).toBeUndefined();
  });
});

describe('webUrlOf', () => {
  it.each([
    ['https://ghe.example/api/v3', 'https://ghe.example/heal7/demo'],
    ['http://ghe.example/api/v3', 'http://ghe.example/heal7/demo'],
    [undefined, 'https://ghe.example/heal7/demo'],
  ])('with the API at %s is %s', (apiBaseUrl, url) => {
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader(
        apiBaseUrl
          ? { integrations: { github: [{ host: 'ghe.example', apiBaseUrl }] } }
          : {},
      ),
    );
    const demo = { host: 'ghe.example', owner: 'heal7', name: 'demo' };
    expect(webUrlOf(demo, integrations)).toBe(url);
  });
});
