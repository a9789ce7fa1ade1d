// Quality gates: how long and with how much memory large reports are read, and how quickly evaluations are stored.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeLargeReports } from './gates-reports.mjs';
import { percentile } from './percentile.mjs';
import { printTable } from './table.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const store = new URL('./gates-store.mjs', import.meta.url);
const megabytes = 50;
const rounds = 5;

export async function benchGates(options) {
  benchParsing();
  if (!existsSync(store)) return;
  const { benchGatesStore } = await import(store);
  await benchGatesStore(options);
}

function benchParsing() {
  const rows = writeLargeReports(temporaryFolder('gates'), megabytes).map(
    ({ name, file }) => {
      const all = Array.from({ length: rounds }, () => readOnce(file));
      const seconds = all.map(it => it.milliseconds / 1000);
      const most = key => Math.max(...all.map(it => it[key]));
      return [
        name,
        `${percentile(seconds, 0.5).toFixed(1)} s`,
        `${Math.max(...seconds).toFixed(1)} s`,
        `${Math.round(most('peak') / 1e6)} MB`,
        `${Math.round(Math.max(...all.map(it => it.peak - it.base)) / 1e6)} MB`,
        all[0].measurements,
      ];
    },
  );
  printTable(
    `Reports of ${megabytes} MB, read ${rounds} times, each in a process of its own`,
    [
      'report',
      'median',
      'slowest',
      'peak memory',
      'of it for the file',
      'numbers',
    ],
    rows,
  );
}

/** Reads one file as heal7-gates does. */
function readOnce(file) {
  const output = execFileSync(
    process.execPath,
    [
      '--max-semi-space-size=8',
      '--require',
      join(repository, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(repository, 'script/lib/bench/gates-read.cjs'),
      file,
    ],
    { cwd: repository, encoding: 'utf8' },
  );
  const result = JSON.parse(output);
  if (result.measurements === 0) throw new Error(`${file} was not understood`);
  return result;
}
