import { promises as fs } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';

export interface KubeconfigCluster {
  name: string;
  url: string;
  token: string;
  /** The namespace kubectl uses when none is given. */
  namespace?: string;
}

/**
 * A kubeconfig with one context a cluster, the first one current. The token also stands in the server URL: kubectl ignores
 * users for plain HTTP, but sends the URL's user and password.
 */
export async function writeKubeconfig(
  file: string,
  clusters: readonly KubeconfigCluster[],
): Promise<void> {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': clusters[0]?.name ?? '',
    clusters: clusters.map(({ name, url, token }) => ({
      name,
      // Client libraries for JavaScript want to be told that plain HTTP is meant.
      cluster: {
        server: withToken(url, token),
        'insecure-skip-tls-verify': true,
      },
    })),
    users: clusters.map(({ name, token }) => ({ name, user: { token } })),
    contexts: clusters.map(({ name, namespace }) => ({
      name,
      context: { cluster: name, user: name, ...(namespace && { namespace }) },
    })),
  };
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, stringify(config), { mode: 0o600 });
}

function withToken(url: string, token: string): string {
  const server = new URL(url);
  server.username = 'sandbox';
  server.password = token;
  return server.toString().replace(/\/$/, '');
}
