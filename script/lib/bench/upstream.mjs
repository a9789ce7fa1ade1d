import { writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { startCountingProxy } from './counting-proxy.mjs';
import { root } from './portal.mjs';
import { benchPorts, freePort } from './ports.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const cluster = (name, port) => ({
  name,
  url: `http://localhost:${port}`,
  authProvider: 'serviceAccount',
  serviceAccountToken: 'sandbox-kubernetes',
  skipTLSVerify: true,
});

/** A watch is one long request; it is asked for again when the API server ends it, whoever looks. */
function byKind(calls) {
  const isWatch = ({ url }) => /[?&]watch=(true|1)/.test(url);
  return {
    watches: calls.filter(isWatch).length,
    others: calls.filter(call => !isWatch(call)).length,
  };
}

/** Counting proxies before the clusters and Prometheus, and the configuration that leads the portal to them. */
export async function withCountedUpstream(use) {
  const { sandbox } = benchPorts();
  const folder = temporaryFolder('config');
  const proxies = [];
  const before = async target => {
    const port = await freePort();
    proxies.push(await startCountingProxy(port, target));
    return port;
  };
  try {
    const config = {
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              cluster('heal7-dev', await before(sandbox + 2)),
              cluster('heal7-prod', await before(sandbox + 3)),
            ],
          },
        ],
      },
      delivery: {
        prometheus: [
          {
            name: 'main',
            url: `http://localhost:${await before(sandbox + 4)}`,
          },
        ],
      },
    };
    const file = join(folder, 'counted.yaml');
    // JSON is YAML.
    await writeFile(file, JSON.stringify(config));
    const [dev, prod, prometheus] = proxies.map(({ calls }) => calls);
    return await use({
      // script/server takes it relative to the repository.
      env: { HEAL7_CONFIG: relative(root, file) },
      calls: () => ({
        ...byKind([...dev, ...prod]),
        prometheus: prometheus.length,
      }),
    });
  } finally {
    await Promise.all(proxies.map(proxy => proxy.stop()));
  }
}
