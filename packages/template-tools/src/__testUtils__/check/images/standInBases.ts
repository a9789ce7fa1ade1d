import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NotFoundError } from '@backstage/errors';
import { findProgram, runCommand } from '../command';
import { repositoryFolder } from '../paths';
import { pathIfThere } from '../tools';
import { SUITE, type DebianRecipe } from './debian';

/** What stands in for a base image that cannot be fetched. */
export interface StandIn extends DebianRecipe {
  /** What is in it, for the reader of the check. */
  text: string;
  env: Readonly<Record<string, string>>;
}

const PATH = '/usr/local/bin:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The same Debian release, the programs where the real image has them, and no more than it has. */
export async function standInFor(base: string): Promise<StandIn> {
  if (base.startsWith('python:')) return standInPython();
  if (base.startsWith('node:')) return standInNode();
  throw new NotFoundError(`nothing stands in for the base image ${base}`);
}

function standInPython(): StandIn {
  return {
    text: `Debian ${SUITE} with its Python`,
    // libpq: the real psycopg[binary] brings its own.
    packages: [
      'ca-certificates',
      'netbase',
      'tzdata',
      'python3',
      'python3-venv',
      'libpq5',
    ],
    commands: ['ln -s /usr/bin/python3 "$1/usr/local/bin/python"'],
    env: { PATH, LANG: 'C.UTF-8' },
  };
}

async function standInNode(): Promise<StandIn> {
  const node = await nodeBinary();
  const npm = await npmFolder();
  const [{ stdout: version }, { stdout: npmVersion }] = await Promise.all([
    runCommand(node, ['--version']),
    runCommand(process.execPath, [join(npm, 'bin/npm-cli.js'), '--version']),
  ]);
  return {
    text: `Debian ${SUITE} with Node ${version.trim()} and npm ${npmVersion.trim()}`,
    packages: ['ca-certificates', 'libstdc++6'],
    commands: [
      `cp '${node}' "$1/usr/local/bin/node"`,
      'mkdir -p "$1/usr/local/lib/node_modules"',
      `cp -r '${npm}' "$1/usr/local/lib/node_modules/npm"`,
      'chown -R 0:0 "$1/usr/local"',
      'ln -s ../lib/node_modules/npm/bin/npm-cli.js "$1/usr/local/bin/npm"',
    ],
    env: { PATH },
  };
}

/** The pinned Node of the toolchain, or the one that runs this. */
async function nodeBinary(): Promise<string> {
  const pinned = join(
    repositoryFolder,
    `toolchain/node_modules/node-linux-${process.arch}/bin/node`,
  );
  return (await pathIfThere(pinned)) ?? process.execPath;
}

/** The npm of this machine. */
async function npmFolder(): Promise<string> {
  const program = await findProgram('npm');
  if (!program) throw new NotFoundError('npm is not installed');
  return dirname(dirname(await realpath(program)));
}
