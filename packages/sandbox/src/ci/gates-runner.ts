import { spawn } from 'node:child_process';
import { GatesCommand } from './ci-options';
import { Log } from './run-scope';

/** One call of `heal7-gates`. */
export interface GatesCall {
  args: string[];
  /** The work tree. */
  directory: string;
  env: Record<string, string>;
  log: Log;
  signal: AbortSignal;
}

/** Runs `heal7-gates`, shows what it says and gives its exit code. */
export type GatesRunner = (call: GatesCall) => Promise<number>;

/** The CLI of this repository, run from its source. */
export function defaultGatesCommand(): GatesCommand {
  return {
    command: process.execPath,
    args: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('@heal7/gates'),
    ],
  };
}

/** A process for each call, as on a runner. */
export function spawnGates({ command, args }: GatesCommand): GatesRunner {
  return call => {
    const child = spawn(command, [...args, ...call.args], {
      cwd: call.directory,
      env: { ...call.env, PATH: process.env.PATH, HOME: process.env.HOME },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: call.signal,
    });
    return new Promise((done, fail) => {
      const show = (chunk: Buffer) => call.log(chunk.toString('utf8'));
      child.stdout.on('data', show);
      child.stderr.on('data', show);
      child.on('error', fail);
      child.on('close', code => done(code ?? 2));
    });
  };
}
