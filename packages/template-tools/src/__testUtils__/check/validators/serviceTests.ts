import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { isObject } from '../../../lint/visit';
import type { Cell } from '../Cell';
import { runCommand, type CommandResult } from '../command';
import {
  found,
  type CheckFinding,
  type CheckRun,
  type Validator,
} from '../Validator';

const MINUTES = 60_000;

/** What Debian's packages of Python have to offer for the services' tests. */
const PYTHON_NEEDS =
  'import fastapi, pytest, pytest_cov, httpx, prometheus_client, psycopg, redis';

async function python(): Promise<string | undefined> {
  for (const candidate of ['/usr/bin/python3', 'python3']) {
    if ((await runCommand(candidate, ['-c', PYTHON_NEEDS])).code === 0) {
      return candidate;
    }
  }
  return undefined;
}

/** Services with Python tests run them, on a copy so that nothing of it is judged by the others. */
export const pythonTestsValidator: Validator = {
  name: 'python-tests',
  slow: true,
  async unavailable() {
    return (await python())
      ? undefined
      : 'no Python with fastapi, pytest-cov, httpx, prometheus-client, psycopg and redis';
  },
  async check(run) {
    const program = await python();
    return inServices(run, 'pyproject.toml', folder =>
      runCommand(
        program ?? 'python3',
        ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--cov'],
        {
          cwd: folder,
          timeoutMs: 5 * MINUTES,
          env: { PYTHONDONTWRITEBYTECODE: '1' },
        },
      ),
    );
  },
};

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
      for (const name of ['lint', 'typecheck', 'test', 'build']) {
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

/** Each distinct service once: answers that change nothing but the manifests need no second run. */
async function inServices(
  { cells, skip }: CheckRun,
  marker: string,
  judge: (folder: string) => Promise<CommandResult>,
): Promise<Omit<CheckFinding, 'validator'>[]> {
  const findings: Omit<CheckFinding, 'validator'>[] = [];
  const done = new Set<string>();
  for (const cell of cells) {
    const path = cell.files.find(file => basename(file.path) === marker)?.path;
    if (!path) continue;
    const service = dirname(path);
    const key = contentOf(cell, service);
    if (done.has(key)) continue;
    done.add(key);
    const copy = await mkdtemp(join(tmpdir(), 'heal7-service-'));
    try {
      await cp(join(cell.folder, service), copy, { recursive: true });
      const result = await judge(copy);
      if (result.code !== 0) {
        findings.push(found(cell, path, result.output.trim().slice(-1500)));
      }
    } finally {
      // Processes the tests have started may write for a moment after their end.
      await rm(copy, {
        recursive: true,
        force: true,
        maxRetries: 10,
        retryDelay: 300,
      });
    }
  }
  if (done.size === 0) skip(`no service with ${marker}`);
  return findings;
}

function contentOf(cell: Cell, service: string): string {
  const name = String(cell.answers.name);
  return cell.files
    .filter(({ path }) => path.startsWith(`${service}/`))
    .map(({ path, text, hash, binary }) =>
      binary ? `${path}:${hash}` : `${path}:${text}`,
    )
    .filter(
      entry => !/^[^:]*(?:catalog-info|template\.json|README)/.test(entry),
    )
    .join('\n')
    .replaceAll(name, 'NAME');
}
