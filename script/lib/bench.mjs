// Runs the benchmarks named on the command line: bench.mjs start|tab|live|gates|templates|all [--samples N] [--commit REVISION]
import { parseArgs } from 'node:util';
import { benchGates } from './bench/gates.mjs';
import { benchLive } from './bench/live.mjs';
import { describeMachine } from './bench/machine.mjs';
import { benchStart } from './bench/start.mjs';
import { benchTab } from './bench/tab.mjs';
import { benchTemplates } from './bench/templates.mjs';

const benchmarks = {
  start: benchStart,
  tab: benchTab,
  live: benchLive,
  gates: benchGates,
  templates: benchTemplates,
};

async function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      samples: { type: 'string', default: '30' },
      commit: { type: 'string' },
    },
  });
  const names = positionals.includes('all')
    ? Object.keys(benchmarks)
    : positionals;
  const unknown = names.filter(name => !Object.hasOwn(benchmarks, name));
  if (unknown.length > 0) throw new Error(`unknown: ${unknown.join(' ')}`);
  if (names.length === 0) throw new Error('name what to measure');
  const samples = Number(values.samples);
  if (!Number.isInteger(samples) || samples < 1 || samples > 1000)
    throw new Error('--samples must be a number from 1 to 1000');

  console.log(describeMachine());
  for (const name of names)
    await benchmarks[name]({ samples, commit: values.commit });
}

main().catch(error => {
  console.error(`error: ${error.message}; see script/bench --help`);
  process.exitCode = 1;
});
