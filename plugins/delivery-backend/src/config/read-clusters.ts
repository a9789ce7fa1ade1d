import { Config } from '@backstage/config';
import { readFileSync } from 'node:fs';
import { ConfiguredCluster } from '../clusters/default-cluster-clients';

function readCluster(config: Config): ConfiguredCluster {
  const name = config.getString('name');
  const provider = providerOf(config);
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
  const token = config.getOptionalString('serviceAccountToken');
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
  const authority = readAuthority(config);
  if (authority === 'unreadable') {
    return { name, unusable: `The caFile of cluster ${name} cannot be read.` };
  }
  return {
    name,
    connection: {
      name,
      url,
      token,
      ...authority,
      skipTlsVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
    },
  };
}

function providerOf(config: Config): string {
  return (
    config.getOptionalString('authProvider') ??
    config.getOptional<Record<string, string>>('authMetadata')?.[
      'kubernetes.io/auth-provider'
    ] ??
    'serviceAccount'
  );
}

/** Whose certificates are believed, where that is not the machine's own list. */
function readAuthority(config: Config): { ca?: string } | 'unreadable' {
  const data = config.getOptionalString('caData');
  if (data) return { ca: Buffer.from(data, 'base64').toString('utf8') };
  const file = config.getOptionalString('caFile');
  if (!file) return {};
  try {
    return { ca: readFileSync(file, 'utf8') };
  } catch {
    return 'unreadable';
  }
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
