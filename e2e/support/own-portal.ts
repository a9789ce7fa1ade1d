import { ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { portalEnv } from '../../script/lib/portal-env.mjs';

const root = join(__dirname, '../..');
const transform = join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
const keptLines = 40;

/** One process, in a group of its own, with the last lines that it said. */
class Part {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly ended: Promise<void>;

  constructor(args: string[], env: NodeJS.ProcessEnv, cwd: string) {
    this.#child = spawn(process.execPath, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        this.#lines.push(
          ...chunk
            .split('\n')
            .filter(line => line && !line.includes('incomingRequest')),
        );
        this.#lines.splice(0, this.#lines.length - keptLines);
      });
    }
    this.ended = new Promise(resolve => {
      this.#child.once('exit', () => resolve());
    });
  }

  get isRunning(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  get lastLines(): string {
    return this.#lines.join('\n');
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const { pid } = this.#child;
    if (!this.isRunning || pid === undefined) return;
    process.kill(-pid, signal);
    const last = setTimeout(() => {
      if (this.isRunning) process.kill(-pid, 'SIGKILL');
    }, 10_000);
    await this.ended;
    clearTimeout(last);
  }
}

/**
 * A sandbox and a backend apart from those of the other tests, as `script/lib/server.mjs` starts them, so that the backend
 * alone can be killed and started again.
 */
export class OwnPortal {
  readonly url: string;
  readonly github: string;
  readonly #control: string;
  readonly #state: string;
  readonly #env: NodeJS.ProcessEnv;
  #sandbox?: Part;
  #backend?: Part;

  constructor(options: { portal: number; sandbox: number; state: string }) {
    const { portal, sandbox, state } = options;
    this.url = `http://localhost:${portal}`;
    this.#control = `http://localhost:${sandbox}`;
    this.github = `http://localhost:${sandbox + 1}`;
    this.#state = state;
    this.#env = {
      ...process.env,
      ...portalEnv(options),
      NODE_OPTIONS: '--no-node-snapshot',
      SANDBOX_SPEED: process.env.SANDBOX_SPEED ?? '20',
    };
  }

  async startSandbox(): Promise<void> {
    mkdirSync(join(this.#state, 'database'), { recursive: true });
    this.#sandbox = new Part(
      ['--require', transform, 'packages/sandbox/src/main.ts'],
      this.#env,
      root,
    );
    await this.#answers(this.#sandbox, `${this.#control}/healthz`);
  }

  /** @param config - JSON on top of the sandbox's configuration. */
  async startBackend(config: object, preload?: string): Promise<void> {
    const own = join(this.#state, 'own-config.yaml');
    writeFileSync(own, JSON.stringify(config));
    const files = ['app-config.yaml', 'app-config.sandbox.yaml'];
    this.#backend = new Part(
      [
        ...['--require', transform],
        ...(preload ? ['--require', preload] : []),
        join(root, 'packages/backend/src/index.ts'),
        ...files.flatMap(file => ['--config', join(root, file)]),
        ...['--config', own],
      ],
      this.#env,
      join(root, 'packages/backend'),
    );
    await this.#answers(
      this.#backend,
      `${this.url}/.backstage/health/v1/readiness`,
    );
  }

  get backendEnded(): Promise<void> {
    return this.#backend?.ended ?? Promise.resolve();
  }

  async killBackend(): Promise<void> {
    await this.#backend?.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await Promise.all([
      this.#backend?.end('SIGTERM'),
      this.#sandbox?.end('SIGTERM'),
    ]);
  }

  async #answers(part: Part, url: string): Promise<void> {
    const end = Date.now() + 180_000;
    while (part.isRunning && Date.now() < end) {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(5_000),
      }).catch(() => undefined);
      if (response?.ok) return;
      await new Promise(resolve => {
        setTimeout(resolve, 200);
      });
    }
    throw new Error(`${url} does not answer:\n${part.lastLines}`);
  }
}
