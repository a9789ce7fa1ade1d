import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';

export interface GitPerson {
  name: string;
  email: string;
}

export interface GitOptions {
  cwd?: string;
  input?: Buffer | string;
  author?: GitPerson;
  committer?: GitPerson;
  /** ISO date for author and committer. */
  date?: string;
  env?: Record<string, string>;
  /** Exit codes that are answers, not failures. */
  allowed?: number[];
}

export interface GitResult {
  code: number;
  stdout: Buffer;
  stderr: string;
}

/** Git refused; the message is what it said. */
export class GitError extends Error {
  constructor(
    readonly command: string,
    readonly code: number,
    readonly stderr: string,
  ) {
    super(`git ${command} exited with ${code}: ${stderr.trim()}`);
    this.name = 'GitError';
  }
}

const settings: Record<string, string> = {
  'safe.directory': '*',
  'gc.auto': '0',
  'core.quotePath': 'false',
  'init.defaultBranch': 'main',
  'uploadpack.allowReachableSHA1InWant': 'true',
  'http.receivepack': 'true',
};

/** The machine's own Git configuration never reaches the sandbox: only what is listed here does. */
export function gitEnvironment(
  extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
  const entries = Object.entries(settings);
  return {
    PATH: process.env.PATH,
    HOME: tmpdir(),
    XDG_CONFIG_HOME: tmpdir(),
    LC_ALL: 'C.UTF-8',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    GIT_CONFIG_COUNT: String(entries.length),
    ...Object.fromEntries(
      entries.map(([key], i) => [`GIT_CONFIG_KEY_${i}`, key]),
    ),
    ...Object.fromEntries(
      entries.map(([, value], i) => [`GIT_CONFIG_VALUE_${i}`, value]),
    ),
    ...extra,
  };
}

function identity(
  role: 'AUTHOR' | 'COMMITTER',
  person: GitPerson,
  date?: string,
): Record<string, string> {
  return {
    [`GIT_${role}_NAME`]: person.name,
    [`GIT_${role}_EMAIL`]: person.email,
    ...(date ? { [`GIT_${role}_DATE`]: date } : {}),
  };
}

/** Runs Git as a child process, never through a shell. */
export function runGit(
  args: string[],
  options: GitOptions = {},
): Promise<GitResult> {
  const author = options.author ?? {
    name: 'HEAL7 sandbox',
    email: 'sandbox@heal7.com',
  };
  const child = spawn('git', args, {
    cwd: options.cwd,
    env: gitEnvironment({
      ...identity('AUTHOR', author, options.date),
      ...identity('COMMITTER', options.committer ?? author, options.date),
      ...options.env,
    }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    // Git may answer before it has read everything; a broken pipe then says nothing new.
    child.stdin.on('error', () => undefined);
    child.on('close', status => {
      const code = status ?? -1;
      const errorText = Buffer.concat(stderr).toString('utf8');
      if (code === 0 || options.allowed?.includes(code)) {
        resolve({ code, stdout: Buffer.concat(stdout), stderr: errorText });
      } else {
        reject(new GitError(args[0] ?? '', code, errorText));
      }
    });
    child.stdin.end(options.input ?? '');
  });
}

export async function gitText(
  args: string[],
  options: GitOptions = {},
): Promise<string> {
  const { stdout } = await runGit(args, options);
  return stdout.toString('utf8');
}
