import { promises as fs } from 'node:fs';
import path from 'node:path';
import { portsFrom } from './addresses';
import { startControlServer } from './control/control-server';
import { Sandbox, startSandbox } from './sandbox';

const DEFAULT_PORT = 7100;
const DEFAULT_SPEED = 10;
const here = path.dirname(require.resolve('@heal7/sandbox/package.json'));
const root = path.resolve(here, '../..');

/** Runs the sandbox until it is told to stop. */
async function main(): Promise<void> {
  const flags = process.argv.slice(2);
  const unknown = flags.filter(flag => flag !== '--fresh');
  if (unknown.length > 0) {
    throw new Error(`unknown option ${unknown.join(' ')}; possible: --fresh`);
  }
  const basePort = numberFrom('SANDBOX_PORT', DEFAULT_PORT);
  const stateDir =
    process.env.SANDBOX_STATE_DIRECTORY ??
    path.join(root, '.sandbox', 'sandbox');
  const control = await startControlServer(portsFrom(basePort).control);
  const running: { sandbox?: Sandbox } = {};
  let stopping = false;
  const stop = async () => {
    if (stopping) {
      return;
    }
    stopping = true;
    await control.stop();
    await running.sandbox?.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  if (flags.includes('--fresh')) {
    await fs.rm(stateDir, { recursive: true, force: true });
  }
  const sandbox = await startSandbox({
    basePort,
    stateDir,
    portalUrl: process.env.PORTAL_URL ?? 'http://localhost:7007',
    speed: numberFrom('SANDBOX_SPEED', DEFAULT_SPEED),
    templates: path.join(root, 'templates'),
    overlays: path.join(here, 'src', 'seed', 'files'),
    log: message => process.stdout.write(`${message}\n`),
  });
  running.sandbox = sandbox;
  control.serve(sandbox);
  const { addresses } = sandbox;
  process.stdout.write(
    [
      `Sandbox      ${addresses.control}`,
      `GitHub       ${addresses.github}`,
      ...Object.entries(addresses.clusters).map(
        ([name, url]) => `Kubernetes   ${url}  ${name}`,
      ),
      `Prometheus   ${addresses.prometheus}`,
      `Slack        ${addresses.slack}`,
      `kubeconfig   ${path.join(stateDir, 'kubeconfig')}`,
      '',
    ].join('\n'),
  );
}

function numberFrom(name: string, fallback: number): number {
  const value = Number(process.env[name] ?? fallback);
  if (!Number.isFinite(value) || value <= 0) {
    throw new Error(`${name} must be a number above 0`);
  }
  return value;
}

main().catch(error => {
  process.stderr.write(`error: ${sentenceOf(error)}\n`);
  process.exit(1);
});

function sentenceOf(error: unknown): string {
  if (
    error instanceof Error &&
    'code' in error &&
    error.code === 'EADDRINUSE'
  ) {
    const port = 'port' in error ? String(error.port) : 'of the sandbox';
    return `port ${port} is taken by another program. Stop it, or choose another: SANDBOX_PORT=…`;
  }
  return error instanceof Error ? error.message : String(error);
}
