import { ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether `prometheus` and `promtool` are installed (Debian package `prometheus`). */
export function hasPrometheus(): boolean {
  return ['prometheus', 'promtool'].every(
    binary =>
      spawnSync(binary, ['--version'], { stdio: 'ignore' }).status === 0,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A real Prometheus of its own: temporary folder, free port, no scraping. */
export class RealPrometheus {
  private constructor(
    readonly url: string,
    private readonly directory: string,
    private readonly process: ChildProcess,
  ) {}

  /** With OpenMetrics text the server starts on blocks made of it. */
  static async start(openMetrics?: string): Promise<RealPrometheus> {
    const directory = await mkdtemp(join(tmpdir(), 'real-prometheus-'));
    const data = join(directory, 'data');
    const config = join(directory, 'prometheus.yml');
    await writeFile(config, 'global: {}\n');
    if (openMetrics) {
      const file = join(directory, 'samples.txt');
      await writeFile(file, openMetrics);
      await run('promtool', [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        file,
        data,
      ]);
    }
    const port = await freePort();
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${data}`,
        // The samples carry fixed dates, which must not age out.
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=127.0.0.1:${port}`,
        '--web.enable-remote-write-receiver',
        '--log.level=error',
      ],
      { stdio: 'ignore' },
    );
    const server = new RealPrometheus(
      `http://127.0.0.1:${port}`,
      directory,
      child,
    );
    await server.ready();
    return server;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill('SIGKILL');
      await exited;
    }
    await rm(this.directory, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt++) {
      const answer = await fetch(`${this.url}/-/ready`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    await this.stop();
    throw new Error('Prometheus did not become ready');
  }
}
