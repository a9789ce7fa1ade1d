import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

export interface CommandResult {
  code: number;
  stdout: string;
  stderr: string;
  /** Both, without colours. */
  output: string;
}

export interface CommandOptions {
  cwd?: string;
  env?: Readonly<Record<string, string | undefined>>;
  timeoutMs?: number;
  /** What ends it when the time is over. */
  killSignal?: NodeJS.Signals;
}

/** Runs a program to its end; a failure is a result, not an exception. */
export function runCommand(
  program: string,
  args: readonly string[],
  { cwd, env, timeoutMs = 120_000, killSignal }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise(done => {
    execFile(
      program,
      [...args],
      {
        cwd,
        env: { ...process.env, ...env },
        timeout: timeoutMs,
        killSignal,
        maxBuffer: 64 << 20,
      },
      (error, stdout, stderr) => {
        const code = codeOf(error);
        const cause = error && code < 0 ? `${error.message}\n` : '';
        const output = stripVTControlCharacters(`${cause}${stdout}${stderr}`);
        done({ code, stdout, stderr, output });
      },
    );
  });
}

/** The exit code; negative when there is none because it was stopped or could not start. */
function codeOf(error: { code?: unknown } | null): number {
  if (!error) return 0;
  return typeof error.code === 'number' ? error.code : -1;
}

/** The path of a program somewhere on the PATH. */
export async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const file = join(folder, name);
    const runs = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (folder && runs) return file;
  }
  return undefined;
}

/** Why a program of the machine cannot be used, if so. */
export async function missingProgram(
  name: string,
): Promise<string | undefined> {
  return (await findProgram(name)) ? undefined : `${name} is not installed`;
}
