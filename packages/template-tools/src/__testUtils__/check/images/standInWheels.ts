import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../command';
import { enterRoot } from './enterRoot';
import { trixiePython } from './trixiePython';

export interface StandInWheels {
  /** Files that are shown to a build, by the path they get there. */
  shown: Record<string, string>;
  /** "fastapi 0.128.0: 0.115.11" */
  lines: string[];
}

/** Wheels for the exact pins of a service, made of Debian's packages, and the settings that lead pip to them. */
export async function standInWheels(
  requirements: string,
  folder: string,
): Promise<StandInWheels> {
  const wheels = join(folder, 'wheels');
  await mkdir(wheels, { recursive: true });
  await writeFile(join(folder, 'requirements.txt'), requirements);
  await cp(join(__dirname, 'standInWheels.py'), join(folder, 'make.py'));
  const { code, stdout, output } = await runCommand(
    ...enterRoot(
      {
        root: await trixiePython(),
        folder: '/srv',
        id: 0,
        env: { PATH: '/usr/bin:/bin' },
        network: 'own',
        shown: { '/srv': { from: folder, writable: true } },
      },
      ['python3', 'make.py', 'requirements.txt', 'wheels'],
    ),
  );
  if (code !== 0) throw new Error(`no wheels: ${output.slice(-900)}`);
  const settings = join(folder, 'pip.conf');
  const place = '/usr/local/share/wheels';
  await writeFile(
    settings,
    `[global]\nno-index = true\nfind-links = ${place}\n`,
  );
  return {
    shown: { [place]: wheels, '/etc/pip.conf': settings },
    lines: stdout.trim().split('\n').sort(),
  };
}
