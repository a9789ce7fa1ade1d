import { Config } from '@backstage/config';
import { readFileSync } from 'node:fs';
import { ConfiguredCluster } from '../clusters/default-cluster-clients';

function readCluster(config: Config): ConfiguredCluster {
  const name = config.getString('name');
  const provider =
    config.getOptionalString('authProvider') ??
    config.getOptional<Record<string, string>>('authMetadata')?.[
      'kubernetes.io/auth-provider'
    ] ??
    'serviceAccount';
  const token = config.getOptionalString('serviceAccountToken');
  if (provider === 'localKubectlProxy') {
    return {
      name,
      connection: { name, url: config.getString('url'), skipTlsVerify: false },
    };
  }
  if (provider !== 'serviceAccount') {
    return {
      name,
      unusable: `Cluster ${name} uses authProvider '${provider}'; delivery can only use 'serviceAccount' so far.`,
    };
  }
  if (!token) {
    return {
      name,
      unusable: `Cluster ${name} has no serviceAccountToken, which delivery needs to watch it.`,
    };
  }
  const url = config.getString('url');
  if (!URL.canParse(url)) {
    return { name, unusable: `The url of cluster ${name} is no address.` };
  }
  const caData = config.getOptionalString('caData');
  const caFile = config.getOptionalString('caFile');
  let ca = caData ? Buffer.from(caData, 'base64').toString('utf8') : undefined;
  if (!ca && caFile) {
    try {
      ca = readFileSync(caFile, 'utf8');
    } catch {
      return {
        name,
        unusable: `The caFile of cluster ${name} cannot be read.`,
      };
    }
  }
  return {
    name,
    connection: {
      name,
      url,
      token,
      ...(ca ? { ca } : {}),
      skipTlsVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
    },
  };
}

/**
 * The clusters of the Kubernetes plugin, so that nobody writes them twice.
 *
 * @see https://backstage.io/docs/features/kubernetes/configuration
 */
export function readClusters(root: Config): ConfiguredCluster[] {
  const methods =
    root.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  return methods.flatMap((method): ConfiguredCluster[] => {
    switch (method.getString('type')) {
      case 'config':
        return (method.getOptionalConfigArray('clusters') ?? []).map(
          readCluster,
        );
      case 'localKubectlProxy':
        return [
          {
            name: 'local',
            connection: {
              name: 'local',
              url: 'http://127.0.0.1:8001',
              skipTlsVerify: false,
            },
          },
        ];
      default:
        return [];
    }
  });
}
