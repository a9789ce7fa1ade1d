import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { benchPorts, portIsFree } from './ports.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

export const root = join(import.meta.dirname, '../../..');

/** Runs a portal as a person would, and resolves when it says that it is ready. */
export async function startPortal({ command, cwd, env, onLine }) {
  const ports = benchPorts();
  await portIsFree(ports.portal);
  await portIsFree(ports.sandbox);
  const child = spawn(command[0], command.slice(1), {
    cwd,
    env: {
      ...process.env,
      PORTAL_PORT: String(ports.portal),
      SANDBOX_PORT: String(ports.sandbox),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise(resolve => child.once('exit', resolve));
  const lines = [];
  const ready = new Promise(resolve => {
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', chunk => {
        const parts = (rest + chunk).split('\n');
        rest = parts.pop();
        for (const line of parts) {
          lines.push(line);
          if (lines.length > 40) lines.shift();
          onLine?.(line);
          if (line.includes('The portal is ready')) resolve(true);
        }
      });
    }
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await portIsFree(ports.portal);
  };
  // An interrupted benchmark leaves nothing running.
  const interrupted = () => stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  const outcome = await Promise.race([ready, ended]);
  if (outcome !== true) {
    console.error(lines.join('\n'));
    throw new Error('the portal did not start; its last lines are above');
  }
  return {
    url: `http://localhost:${ports.portal}`,
    sandbox: ports.sandbox,
    stop: async () => {
      process.off('SIGINT', interrupted);
      process.off('SIGTERM', interrupted);
      await stop();
    },
  };
}

/** A portal of this working copy with an empty state, for as long as `use` runs. */
export async function withPortal(env, use) {
  const portal = await startPortal({
    command: [process.execPath, join(root, 'script/lib/server.mjs')],
    cwd: root,
    env: { HEAL7_STATE_DIRECTORY: temporaryFolder('state'), ...env },
  });
  try {
    return await use(portal);
  } finally {
    await portal.stop();
  }
}
