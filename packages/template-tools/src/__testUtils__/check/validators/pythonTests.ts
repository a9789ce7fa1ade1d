import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandResult } from '../command';
import { needsOf, startNeeds, type Needs } from '../images/needs';
import {
  servicePython,
  versionsOf,
  type ServicePython,
} from '../images/servicePython';
import { pathIfThere } from '../tools';
import type { CheckRun, Validator } from '../Validator';
import { inServices } from './inServices';

const PYTEST = ['-m', 'pytest', '-q', '-rs', '-p', 'no:cacheprovider'];

/** How many tests passed and why some did not run, over all services. */
class Totals {
  #passed = 0;
  #skipped = new Map<string, number>();

  add({ output }: CommandResult): void {
    this.#passed += Number(/(\d+) passed/.exec(output)?.[1] ?? 0);
    for (const [, count, reason] of output.matchAll(
      /^SKIPPED \[(\d+)\] [^:]+:\d+: (.*)$/gm,
    )) {
      this.#skipped.set(
        reason,
        (this.#skipped.get(reason) ?? 0) + Number(count),
      );
    }
  }

  toString(): string {
    return [
      `${this.#passed} passed`,
      ...[...this.#skipped].map(
        ([reason, count]) => `${count} skipped: ${reason}`,
      ),
    ].join(', ');
  }
}

/** Services with Python tests run them: unit tests, and integration tests against a real PostgreSQL and Redis. */
export const pythonTestsValidator: Validator = {
  name: 'python-tests',
  slow: true,
  requiredBy: 'REQUIRE_PYTHON',
  async unavailable() {
    return (await servicePython())
      ? undefined
      : 'no Python with fastapi, pytest-cov, httpx, prometheus-client, psycopg and redis';
  },
  async check(run) {
    const python = await servicePython();
    if (!python) throw new Error('the Python is gone');
    run.note(await versionsOf(python));
    const needs = await needsFor(python, run);
    const unit = new Totals();
    const integration = new Totals();
    try {
      const findings = await inServices(run, 'pyproject.toml', async folder => {
        const first = await python.run(folder, [...PYTEST, '--cov']);
        unit.add(first);
        if (first.code !== 0 || !needs) return first;
        const second = await integrationTests(python, folder, needs);
        integration.add(second);
        return second;
      });
      run.note(`unit tests: ${unit}`);
      if (needs) run.note(`integration tests: ${integration}`);
      return findings;
    } finally {
      await needs?.stop();
    }
  },
};

/** A database and a Redis, where the root has what is needed to run them. */
async function needsFor(
  python: ServicePython,
  { skip }: CheckRun,
): Promise<Needs | undefined> {
  if (python.isOwnRoot) return startNeeds();
  skip('integration tests: a root with Redis cannot be made here');
  return undefined;
}

async function integrationTests(
  python: ServicePython,
  folder: string,
  needs: Needs,
): Promise<CommandResult> {
  const requirements = await readFile(join(folder, 'requirements.txt'), 'utf8');
  const tests = join('tests', 'integration');
  const asked = needsOf(requirements);
  const env = Object.fromEntries(asked.map(name => [name, needs.env[name]]));
  return (await pathIfThere(join(folder, tests)))
    ? python.run(folder, [...PYTEST, '--no-cov', tests], env)
    : { code: 1, stdout: '', stderr: '', output: `There is no ${tests}.` };
}
