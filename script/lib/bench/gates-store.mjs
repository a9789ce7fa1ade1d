import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { percentile } from './percentile.mjs';
import { printTable } from './table.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const variable = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';
const program = join(
  root,
  'plugins/quality-gates-backend/src/bench/gatesStore.ts',
);

/** Runs a command and gives what it printed. */
function output(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', chunk => (text += chunk));
    child.once('error', reject);
    child.once('exit', code =>
      code === 0 ? resolve(text) : reject(new Error(`${args[0]}: ${code}`)),
    );
  });
}

const transform = ['--require', '@backstage/cli/config/nodeTransform.cjs'];

async function measure(kind, services, evaluations) {
  const size = [String(services), String(evaluations)];
  const run =
    kind === 'SQLite'
      ? [
          ...transform,
          program,
          'sqlite',
          join(temporaryFolder('gates'), 'gates.sqlite'),
          ...size,
        ]
      : [
          join(root, 'script/lib/with-postgres.mjs'),
          'sh',
          '-c',
          // The address is known inside only.
          `exec "$0" "$@" "$${variable}/postgres" ${size.join(' ')}`,
          process.execPath,
          ...transform,
          program,
          'postgres',
        ];
  const text = await output(process.execPath, run);
  return JSON.parse(text.trim().split('\n').at(-1));
}

const milliseconds = value => `${value.toFixed(1)} ms`;
const both = values =>
  `${milliseconds(percentile(values, 0.5))} / ${milliseconds(
    percentile(values, 0.95),
  )}`;

/** How quickly evaluations are stored and read where there are many. */
export async function benchGatesStore({
  services = 10_000,
  evaluations = 100,
  kinds = ['SQLite', 'PostgreSQL'],
} = {}) {
  const results = [];
  for (const kind of kinds)
    results.push(await measure(kind, services, evaluations));
  const line = (title, cell) => [title, ...results.map(cell)];
  printTable(
    `Quality gates: ${services} services × ${evaluations} evaluations (median / p95)`,
    ['', ...kinds],
    [
      line('evaluations stored a second', it => it.storedPerSecond.toFixed(0)),
      line('latest of a service', it => both(it.latest)),
      line('trend of 30', it => both(it.trend)),
      line('first page of the fleet after a start', it =>
        milliseconds(it.firstPage[0]),
      ),
      line('page of the fleet', it => both(it.fleetPage)),
      ...Object.keys(results[0].fleetViewers).map(count =>
        line(`slowest of ${count} pages asked for at once after a push`, it =>
          milliseconds(it.fleetViewers[count]),
        ),
      ),
    ],
  );
}
