import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryFolder } from '../paths';
import { pathIfThere } from '../tools';
import { enterRoot, type Entry } from './enterRoot';
import { runFolder } from './runFolder';
import { trixiePython } from './trixiePython';

const STARTS_WITHIN = 60_000;
const POSTGRES = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
/** Where the sockets are for those who have a network of their own. */
const SOCKETS = '/tmp/needs';

/** A real PostgreSQL and a real Redis. */
export interface Needs {
  /** By TCP, for those on the network of this machine. */
  env: Record<string, string>;
  /** By sockets, for those who are alone. */
  socketEnv: Record<string, string>;
  shown: NonNullable<Entry['shown']>;
  stop(): Promise<void>;
}

/** What a service asks for, by the packages it requires. */
export function needsOf(requirements: string): string[] {
  return [
    ...(/^psycopg\b/m.test(requirements) ? ['DATABASE_URL'] : []),
    ...(/^redis\b/m.test(requirements) ? ['REDIS_URL'] : []),
  ];
}

export async function startNeeds(): Promise<Needs> {
  const folder = await runFolder();
  // Another user of a service reads its socket.
  await chmod(folder, 0o755);
  const started: ChildProcess[] = [];
  const stop = async () => {
    for (const child of started.reverse()) await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const postgres = startPostgres();
    started.push(postgres);
    const url = await firstLine(postgres, 'PostgreSQL');
    const { port, redis } = await startRedis(folder);
    started.push(redis);
    const database = new URL(url);
    const socket = `.s.PGSQL.${database.port}`;
    return {
      env: {
        DATABASE_URL: `${url}/postgres`,
        REDIS_URL: `redis://127.0.0.1:${port}/0`,
      },
      socketEnv: {
        DATABASE_URL: `postgresql://${database.username}:${database.password}@/postgres?host=${SOCKETS}&port=${database.port}`,
        REDIS_URL: `unix://${SOCKETS}/redis.sock`,
      },
      shown: {
        [`${SOCKETS}/redis.sock`]: { from: join(folder, 'redis.sock') },
        [`${SOCKETS}/${socket}`]: { from: `/tmp/${socket}` },
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The PostgreSQL of this repository's own tests; it ends when this process does. */
function startPostgres(): ChildProcess {
  return spawn(
    'setpriv',
    [
      '--pdeathsig=TERM',
      process.execPath,
      join(repositoryFolder, 'script/lib/with-postgres.mjs'),
      'sh',
      '-c',
      `echo "$${POSTGRES}"; exec sleep infinity`,
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '', CI: 'true', [POSTGRES]: '' },
    },
  );
}

async function startRedis(
  folder: string,
): Promise<{ port: number; redis: ChildProcess }> {
  const port = await freePort();
  const redis = spawn(
    ...enterRoot(
      {
        root: await trixiePython(),
        folder: '/srv',
        id: 0,
        env: { PATH: '/usr/bin:/bin' },
        network: 'machine',
        shown: { '/srv': { from: folder, writable: true } },
      },
      [
        'redis-server',
        ...['--port', String(port), '--bind', '127.0.0.1', '--save', ''],
        ...['--unixsocket', '/srv/redis.sock', '--unixsocketperm', '777'],
      ],
    ),
    { stdio: 'ignore' },
  );
  const until = Date.now() + STARTS_WITHIN;
  while (!(await pathIfThere(join(folder, 'redis.sock')))) {
    if (Date.now() > until || redis.exitCode !== null) {
      throw new Error('Redis does not start');
    }
    await new Promise(done => setTimeout(done, 50));
  }
  return { port, redis };
}

async function firstLine(child: ChildProcess, name: string): Promise<string> {
  if (child.stdout) {
    const lines = createInterface({ input: child.stdout });
    for await (const line of lines) if (line) return line;
  }
  throw new Error(`${name} does not start`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  // One ends its children on SIGTERM; the other waits in a namespace and hears SIGKILL only.
  child.kill(child.spawnargs.includes('unshare') ? 'SIGKILL' : 'SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise(done => server.close(done));
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}
