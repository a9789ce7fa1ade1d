import { ConfigReader } from '@backstage/config';
import { DefaultClusterClients } from '../clusters/default-cluster-clients';
import { readClusters } from './read-clusters';

const read = (clusters: Array<Record<string, string | boolean>>) =>
  readClusters(
    new ConfigReader({
      kubernetes: { clusterLocatorMethods: [{ type: 'config', clusters }] },
    }),
  );

describe('readClusters', () => {
  it('reads the clusters of the Kubernetes plugin, TLS settings per cluster', () => {
    expect(
      read([
        {
          name: 'a',
          url: 'https://a',
          authProvider: 'serviceAccount',
          serviceAccountToken: 't',
          caData: Buffer.from('PEM').toString('base64'),
        },
        {
          name: 'b',
          url: 'https://b',
          authProvider: 'serviceAccount',
          serviceAccountToken: 't',
          skipTLSVerify: true,
        },
        { name: 'c', url: 'http://c', authProvider: 'localKubectlProxy' },
      ]),
    ).toEqual([
      {
        name: 'a',
        connection: {
          name: 'a',
          url: 'https://a',
          token: 't',
          ca: 'PEM',
          skipTlsVerify: false,
        },
      },
      {
        name: 'b',
        connection: {
          name: 'b',
          url: 'https://b',
          token: 't',
          skipTlsVerify: true,
        },
      },
      {
        name: 'c',
        connection: { name: 'c', url: 'http://c', skipTlsVerify: false },
      },
    ]);
  });

  it('knows the local proxy and ignores locators it cannot use', () => {
    const config = new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [{ type: 'localKubectlProxy' }, { type: 'gke' }],
      },
    });
    expect(readClusters(config)).toMatchObject([
      { name: 'local', connection: { url: 'http://127.0.0.1:8001' } },
    ]);
    expect(readClusters(new ConfigReader({}))).toEqual([]);
  });

  it.each([
    [
      { name: 'a', url: 'https://a', authProvider: 'aws' },
      "Cluster a uses authProvider 'aws'; delivery can only use 'serviceAccount' so far.",
    ],
    [
      { name: 'a', url: 'https://a', authProvider: 'serviceAccount' },
      'Cluster a has no serviceAccountToken, which delivery needs to watch it.',
    ],
    [
      {
        name: 'a',
        url: 'https://a',
        authProvider: 'serviceAccount',
        serviceAccountToken: 't',
        caFile: '/does/not/exist',
      },
      'The caFile of cluster a cannot be read.',
    ],
  ])('says why a cluster cannot be used: %j', (cluster, message) => {
    const clients = new DefaultClusterClients(read([cluster]));
    expect(clients.names()).toEqual([]);
    expect(() => clients.get('a')).toThrow(message);
  });
});
