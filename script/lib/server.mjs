// Starts the sandbox, then the backend (and with --dev the UI's development server); stops all of them together.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { buildApp } from './build-app.mjs';
import { peopleKnown } from './people-known.mjs';
import { portalEnv } from './portal-env.mjs';

const root = join(import.meta.dirname, '../..');
const flags = new Set(process.argv.slice(2));
const unknown = [...flags].filter(flag => !['--dev', '--fresh'].includes(flag));
if (unknown.length > 0)
  stopWith(`unknown option ${unknown.join(' ')}; see script/server --help`);

const portal = port('PORTAL_PORT', 7007);
const sandbox = port('SANDBOX_PORT', 7100);
const dev = port('PORTAL_DEV_PORT', 3000);
const state = process.env.HEAL7_STATE_DIRECTORY ?? join(root, '.sandbox');
const portalUrl = `http://localhost:${portal}`;
const uiUrl = flags.has('--dev') ? `http://localhost:${dev}` : portalUrl;
const env = {
  ...process.env,
  ...portalEnv({ portal, sandbox, state }),
  PORTAL_DEV_PORT: String(dev),
};

const children = [];
let stopping = false;

function port(name, fallback) {
  const value = Number(process.env[name] ?? fallback);
  if (!Number.isInteger(value) || value < 1024 || value > 65000) {
    stopWith(
      `${name} must be a port number between 1024 and 65000, not "${process.env[name]}"`,
    );
  }
  return value;
}

function stopWith(message) {
  console.error(`error: ${message}`);
  process.exit(1);
}

function taken(number) {
  return new Promise(resolve => {
    const socket = connect({ port: number, host: 'localhost' });
    socket.once('connect', () => resolve(socket.destroy() && true));
    socket.once('error', () => resolve(false));
  });
}

/** Warnings that are true and meant on one machine, and would only hide the others. */
const expectedHere =
  /localhost URL and NODE_ENV|search engine is not supported|skipTLSVerify: true/;

/** The backend logs one JSON object a line; people read warnings and errors, and everything with HEAL7_LOG=all. */
function readableLog(line) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return line;
  }
  const quiet =
    /^(info|debug)$/.test(entry.level) || expectedHere.test(entry.message);
  if (quiet && process.env.HEAL7_LOG !== 'all') return undefined;
  return `${entry.service ?? entry.plugin ?? ''} ${entry.level}: ${
    entry.message
  }`.trim();
}

/** Starts one part in a process group of its own, so that Ctrl-C reaches it once, through us. */
function start(
  name,
  command,
  args,
  { cwd = root, readable = line => line, mode = env.NODE_ENV } = {},
) {
  const child = spawn(command, args, {
    cwd,
    env: { ...env, NODE_ENV: mode },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream.setEncoding('utf8').on('data', chunk => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        const text = readable(line);
        if (text) console.log(`[${name}] ${text}`);
      }
    });
  }
  child.once('exit', code => {
    if (!stopping)
      stop(
        1,
        `the ${name} stopped by itself (exit ${code}); its last lines are above.`,
      );
  });
  children.push(child);
}

async function stop(code, message) {
  if (stopping) return;
  stopping = true;
  if (message) console.error(`error: ${message}`);
  else console.log('\nStopping …');
  const ends = children.map(
    child =>
      child.exitCode ??
      child.signalCode ??
      new Promise(resolve => child.once('exit', resolve)),
  );
  for (const child of children) signal(child, 'SIGTERM');
  const last = setTimeout(
    () => children.forEach(child => signal(child, 'SIGKILL')),
    10_000,
  );
  await Promise.all(ends);
  clearTimeout(last);
  process.exit(code);
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended already.
  }
}

async function answers(url, seconds) {
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end && !stopping) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
      if (response.ok) return true;
    } catch {
      // Not yet.
    }
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  return false;
}

process.on('SIGINT', () => stop(0));
process.on('SIGTERM', () => stop(0));

const wanted = [
  [portal, 'PORTAL_PORT'],
  ...[0, 1, 2, 3, 4, 5].map(offset => [sandbox + offset, 'SANDBOX_PORT']),
  ...(flags.has('--dev') ? [[dev, 'PORTAL_DEV_PORT']] : []),
];
for (const [number, name] of wanted) {
  if (await taken(number)) {
    stopWith(
      `port ${number} is taken by another program. Stop it, or choose another: ${name}=… script/server`,
    );
  }
}

if (flags.has('--fresh')) rmSync(state, { recursive: true, force: true });
mkdirSync(env.PORTAL_DATABASE_DIRECTORY, { recursive: true });

const began = Date.now();
const transform = join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
start('sandbox', process.execPath, [
  '--require',
  transform,
  'packages/sandbox/src/main.ts',
]);
if (!flags.has('--dev')) {
  await buildApp(root).catch(error => stop(1, error.message));
}
if (!(await answers(`http://localhost:${sandbox}/healthz`, 120)) && !stopping) {
  await stop(1, 'the sandbox did not become ready within two minutes.');
}

const config = [
  'app-config.yaml',
  'app-config.sandbox.yaml',
  ...(process.env.HEAL7_CONFIG ? [process.env.HEAL7_CONFIG] : []),
];
if (flags.has('--dev')) {
  // The development server has an address of its own; links and sign-in lead there.
  const file = join(state, 'app-config.dev.yaml');
  writeFileSync(file, `app:\n  baseUrl: ${uiUrl}\n`);
  config.push(file);
}
const configArgs = config.flatMap(file => ['--config', resolve(root, file)]);
env.NODE_OPTIONS = `${
  process.env.NODE_OPTIONS ?? ''
} --no-node-snapshot`.trim();
start(
  'portal',
  process.execPath,
  [
    '--require',
    transform,
    join(root, 'packages/backend/src/index.ts'),
    ...configArgs,
  ],
  {
    // Files in the configuration are relative to it, as with the CLI of Backstage.
    cwd: join(root, 'packages/backend'),
    readable: readableLog,
  },
);
if (flags.has('--dev')) {
  start(
    'ui',
    process.execPath,
    [
      join(root, 'node_modules/@backstage/cli/bin/backstage-cli'),
      'repo',
      'start',
      'app',
      ...configArgs,
    ],
    { mode: 'development' },
  );
}
if (!(await answers(`${portalUrl}/.backstage/health/v1/readiness`, 180))) {
  await stop(1, 'the portal did not become ready within three minutes.');
}
if (!(await answers(uiUrl, 180)))
  await stop(1, 'the user interface did not answer within three minutes.');

if (!(await peopleKnown(portalUrl))) {
  await stop(
    1,
    'the catalog did not read the organisation within two minutes.',
  );
}

console.log(`
  The portal is ready (${Math.round((Date.now() - began) / 1000)} s): ${uiUrl}

  Sign in   with GitHub, and pick a person: minji (owns heal7-backend), jisoo (another team),
            haneul (team lead), dohyun (DevOps lead), eunji (CTO) … or enter as a guest.
  Sandbox   http://localhost:${sandbox}      what runs, and scenarios to play
  GitHub    http://localhost:${sandbox + 1}    Slack http://localhost:${
  sandbox + 5
}    Prometheus http://localhost:${sandbox + 4}
  Try       script/sandbox release --service heal7-backend --quality bad
  Stop      Ctrl-C
`);
