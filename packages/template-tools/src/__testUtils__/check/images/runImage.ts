import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { findProgram, runCommand, type CommandResult } from '../command';
import type { BuiltImage } from './buildImage';
import { enterRoot, type Entry } from './enterRoot';

/** Kubernetes gives a pod of the services so long, and then kills it. */
export const GRACE_SECONDS = 30;

export interface Answer {
  status: number;
  text: string;
}

const ASK = `
fetch(process.argv[1], { signal: AbortSignal.timeout(10000) })
  .then(async response => ({ status: response.status, text: await response.text() }))
  .catch(error => ({ status: 0, text: String(error.cause ?? error) }))
  .then(answer => console.log(JSON.stringify(answer)));
`;

/** An image that runs as it says itself: its command, its user, on a root that cannot be written to. */
export class RunningImage {
  #output = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly image: BuiltImage,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', text => {
        this.#output += text;
      });
    }
  }

  static start(
    image: BuiltImage,
    env: Readonly<Record<string, string>>,
    shown: Entry['shown'],
  ): RunningImage {
    const { settings } = image;
    const [program, args] = enterImage(image, settings.command, env, shown);
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    return new RunningImage(child, image);
  }

  get output(): string {
    return this.#output.trim().slice(-900);
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** Asks from within its own network, where nobody else is. */
  async ask(path: string): Promise<Answer> {
    const pid = await this.#first();
    if (!pid) return { status: 0, text: 'it does not run' };
    const { stdout, output } = await runCommand(
      'nsenter',
      [
        `--target=${pid}`,
        '--net',
        '--',
        process.execPath,
        '-e',
        ASK,
        `http://127.0.0.1:${this.image.settings.port}${path}`,
      ],
      { env: { NODE_OPTIONS: '' } },
    );
    try {
      return JSON.parse(stdout);
    } catch {
      return { status: 0, text: output };
    }
  }

  /** Runs the image's own health check beside it. */
  async healthcheck(): Promise<CommandResult> {
    const { healthcheck, env, folder, user } = this.image.settings;
    const [id] = user.split(':');
    return runCommand(
      (await findProgram('nsenter')) ?? 'nsenter',
      [
        `--target=${await this.#first()}`,
        '--mount',
        '--net',
        '--pid',
        '--root',
        `--wd=${folder}`,
        `--setgid=${id}`,
        `--setuid=${id}`,
        '--',
        ...healthcheck,
      ],
      { env: { NODE_OPTIONS: '', ...env }, timeoutMs: 30_000 },
    );
  }

  /** SIGTERM to its first process, as Kubernetes does; the seconds it took and how it ended. */
  async stop(): Promise<{ code: number | string; seconds: number }> {
    const began = performance.now();
    const ended = this.hasEnded ? undefined : once(this.child, 'exit');
    const pid = await this.#first();
    if (pid) process.kill(pid, 'SIGTERM');
    const timer = setTimeout(
      () => this.child.kill('SIGKILL'),
      GRACE_SECONDS * 1000,
    );
    await ended;
    clearTimeout(timer);
    return {
      code: this.child.signalCode ?? this.child.exitCode ?? -1,
      seconds: (performance.now() - began) / 1000,
    };
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }

  /** The process that is number one in there. */
  async #first(): Promise<number | undefined> {
    const { pid } = this.child;
    if (!pid || this.hasEnded) return undefined;
    const children = await readFile(
      `/proc/${pid}/task/${pid}/children`,
      'utf8',
    ).catch(() => '');
    return Number.parseInt(children, 10) || undefined;
  }
}

/** A command in the root of an image, as the image says it is run. */
export function enterImage(
  { root, settings }: BuiltImage,
  command: readonly string[],
  env: Readonly<Record<string, string>>,
  shown: Entry['shown'],
): [string, string[]] {
  const [id] = settings.user.split(':');
  return enterRoot(
    {
      root,
      folder: settings.folder,
      id: Number(id),
      env: { ...settings.env, ...env },
      network: 'own',
      shown,
    },
    command,
  );
}
