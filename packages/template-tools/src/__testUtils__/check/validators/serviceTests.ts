import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject } from '../../../lint/visit';
import { runCommand } from '../command';
import { found, type CheckFinding, type Validator } from '../Validator';
import { inServices } from './inServices';

const MINUTES = 60_000;

/** Services with a package.json install from its lock file and run lint, types, tests and build where they have them. */
export const nodeTestsValidator: Validator = {
  name: 'node-tests',
  slow: true,
  async check(run) {
    return inServices(run, 'package.json', async folder => {
      const options = {
        cwd: folder,
        timeoutMs: 10 * MINUTES,
        env: { CI: 'true' },
      };
      const install = await runCommand(
        'npm',
        ['ci', '--no-audit', '--no-fund', '--ignore-scripts'],
        options,
      );
      if (install.code !== 0) return install;
      const scripts = await scriptsOf(folder);
      for (const name of ['lint', 'types', 'test', 'build']) {
        if (!scripts.includes(name)) continue;
        const result = await runCommand('npm', ['run', name], options);
        if (result.code !== 0) return result;
      }
      return install;
    });
  },
};

/** Tests that come with what was written and need nothing but Node. */
export const ownTestsValidator: Validator = {
  name: 'own-tests',
  async check({ cells }) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    for (const cell of cells) {
      const tests = cell.files.filter(({ path }) => /\.test\.mjs$/.test(path));
      if (tests.length === 0) continue;
      const result = await runCommand(
        process.execPath,
        ['--test', ...tests.map(({ path }) => join(cell.folder, path))],
        { env: { NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined } },
      );
      if (result.code !== 0) {
        findings.push(found(cell, tests[0].path, result.output.slice(-900)));
      }
    }
    return findings;
  },
};

async function scriptsOf(folder: string): Promise<string[]> {
  const manifest: unknown = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  return isObject(manifest) && isObject(manifest.scripts)
    ? Object.keys(manifest.scripts)
    : [];
}
