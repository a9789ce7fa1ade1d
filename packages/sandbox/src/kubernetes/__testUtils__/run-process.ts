import { ChildProcess, spawn } from 'node:child_process';

export interface Output {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end. */
export async function runProcess(
  file: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Output> {
  const child = spawn(file, args, { env: { ...process.env, ...options.env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => (stdout += chunk));
  child.stderr.on('data', chunk => (stderr += chunk));
  child.stdin.end(options.input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return { code, stdout, stderr };
}

/** Resolves with all lines so far as soon as one matches; rejects when the process ends without it. */
export function waitForLine(
  child: ChildProcess,
  lines: string[],
  pattern: RegExp,
): Promise<void> {
  return new Promise((resolve, reject) => {
    function gone() {
      reject(new Error(`ended without ${pattern}: ${lines.join(' | ')}`));
    }
    function look() {
      if (lines.some(line => pattern.test(line))) {
        child.stdout?.off('data', look);
        child.off('close', gone);
        resolve();
      }
    }
    child.stdout?.on('data', look);
    child.on('close', gone);
    look();
  });
}

/** The lines a process has printed; grows while it runs. */
export function linesOf(child: ChildProcess): string[] {
  const lines: string[] = [];
  let rest = '';
  child.stdout?.on('data', chunk => {
    const parts = `${rest}${chunk}`.split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  });
  return lines;
}
