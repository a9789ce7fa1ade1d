import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../command';

const MINUTES = 60_000;

/** What a README starts from the environment that it makes, and the module behind it. */
const PROGRAMS = ['pytest', 'uvicorn', 'ruff', 'mypy'];

/**
 * Installs what a README says. Where pip does not resolve, the environment gets the packages of the machine instead, and
 * starters for the programs that these have; the others are told.
 */
export async function installPython(
  command: string,
  folder: string,
): Promise<{ problem?: string; missing: string[] }> {
  const result = await runCommand('bash', ['--norc', '-euc', command], {
    cwd: folder,
    timeoutMs: 10 * MINUTES,
    env: { PIP_RETRIES: '1', PIP_TIMEOUT: '10' },
  });
  if (result.code === 0) return { missing: [] };
  const python = join(folder, '.venv/bin/python');
  await runCommand(
    '/usr/bin/python3',
    ['-m', 'venv', '--clear', '--system-site-packages', '.venv'],
    { cwd: folder },
  );
  const missing: string[] = [];
  for (const program of PROGRAMS) {
    const { code } = await runCommand(python, ['-c', `import ${program}`]);
    if (code !== 0) {
      missing.push(program);
      continue;
    }
    const file = join(folder, '.venv/bin', program);
    await writeFile(file, `#!/bin/sh\nexec "${python}" -m ${program} "$@"\n`);
    await chmod(file, 0o755);
  }
  return {
    problem: "does not resolve here; the machine's own packages are used",
    missing,
  };
}
