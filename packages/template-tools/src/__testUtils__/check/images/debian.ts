import { join } from 'node:path';
import { mkdir, rm } from 'node:fs/promises';
import { runContained } from './contained';

const MINUTES = 60_000;

/** The Debian that the base images of the services are made of. */
export const SUITE = 'trixie';

export interface DebianRecipe {
  packages: readonly string[];
  /** Shell commands in the end; `$1` is the root. */
  commands?: readonly string[];
}

/** Like a slim base image: no manuals, no translations. */
const LEFT_OUT = [
  '/usr/share/man/*',
  '/usr/share/locale/*',
  '/usr/share/doc/*',
];

/** Puts a small Debian into a new folder or, by its ending, a tar file. */
export async function makeDebian(
  { packages, commands = [] }: DebianRecipe,
  target: string,
  workFolder: string,
): Promise<void> {
  const temporary = join(workFolder, 'temporary');
  await mkdir(temporary, { recursive: true });
  const { code, output } = await runContained(
    'mmdebstrap',
    [
      '--quiet',
      '--mode=root',
      '--variant=minbase',
      '--aptopt=Acquire::Languages "none"',
      '--dpkgopt=force-unsafe-io',
      ...LEFT_OUT.map(path => `--dpkgopt=path-exclude=${path}`),
      ...commands.map(command => `--customize-hook=${command}`),
      `--include=${packages.join(',')}`,
      SUITE,
      target,
    ],
    { env: { TMPDIR: temporary }, timeoutMs: 15 * MINUTES },
  );
  await rm(temporary, { recursive: true, force: true });
  if (code !== 0) {
    throw new Error(
      `Debian ${SUITE} cannot be put together: ${output.slice(-600)}`,
    );
  }
}
