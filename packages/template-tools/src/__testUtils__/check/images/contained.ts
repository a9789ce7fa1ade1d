import { findProgram, runCommand, type CommandResult } from '../command';

const PROGRAMS = ['setpriv', 'unshare', 'nsenter', 'ip', 'mmdebstrap'];

/** Why roots of another Debian cannot be made and entered here, if so. */
export async function rootsMissing(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  for (const name of PROGRAMS) {
    if (!(await findProgram(name))) return `${name} is not installed`;
  }
  const { code } = await runContained('true', []);
  return code === 0 ? undefined : 'namespaces cannot be made here';
}

/**
 * A command with mounts and processes of its own: the kernel ends and unmounts all of them with it, and it ends with us,
 * also when we are killed.
 */
export function contained(
  program: string,
  args: readonly string[],
  unshare: readonly string[] = ['--mount-proc'],
): [string, string[]] {
  return [
    'setpriv',
    [
      '--pdeathsig=KILL',
      'unshare',
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      ...unshare,
      '--',
      program,
      ...args,
    ],
  ];
}

export function runContained(
  program: string,
  args: readonly string[],
  options: {
    env?: Readonly<Record<string, string | undefined>>;
    timeoutMs?: number;
  } = {},
): Promise<CommandResult> {
  return runCommand(...contained(program, args), {
    ...options,
    // What waits for a process in its own namespace does not listen to SIGTERM.
    killSignal: 'SIGKILL',
  });
}
