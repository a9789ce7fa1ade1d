import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Cell } from '../Cell';
import { runCommand } from '../command';
import {
  found,
  type CheckFinding,
  type CheckRun,
  type Validator,
} from '../Validator';
import { installPython } from './readmePython';
import {
  readmeCommands,
  whyNotHere,
  type ReadmeCommand,
} from './readmeCommands';

const MINUTES = 60_000;
const SERVER_STARTS_WITHIN = 60_000;

async function answers(address: string): Promise<boolean> {
  return fetch(address, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  );
}

class Follower {
  followed = 0;
  /** Programs that could not be installed. */
  #missing = new Set<string>();

  constructor(
    private readonly run: CheckRun,
    private readonly cell: Cell,
    private readonly folder: string,
  ) {}

  /** What is wrong with what the README says, if anything. */
  async follow(command: ReadmeCommand): Promise<string | undefined> {
    const { text } = command;
    const missing = [...this.#missing].find(program => text.includes(program));
    const reason = missing
      ? `${missing} could not be installed`
      : await whyNotHere(command);
    if (reason) return this.#skip(text, reason);
    if (/\bpip install\b/.test(text)) {
      const { problem, missing: programs } = await installPython(
        text,
        this.folder,
      );
      this.#missing = new Set(programs);
      return problem ? this.#skip(text, problem) : this.#done();
    }
    return command.serves ? this.#serve(text, command.serves) : this.#end(text);
  }

  async #end(text: string): Promise<string | undefined> {
    const result = await runCommand('bash', ['--norc', '-euc', text], {
      cwd: this.folder,
      timeoutMs: 10 * MINUTES,
      env: { CI: 'true', NODE_OPTIONS: '', NODE_ENV: undefined },
    });
    if (result.code === 0) return this.#done();
    return `"${text}" fails:\n${result.output.trim().slice(-1200)}`;
  }

  /** Starts what does not end, asks the address the README names, and stops it. */
  async #serve(text: string, address: string): Promise<string | undefined> {
    if (await answers(address)) {
      return this.#skip(text, `${address} is taken on this machine`);
    }
    const child = spawn('bash', ['--norc', '-euc', text], {
      cwd: this.folder,
      detached: true,
      stdio: 'ignore',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    const ended = once(child, 'exit');
    const until = Date.now() + SERVER_STARTS_WITHIN;
    let isUp = false;
    while (!isUp && child.exitCode === null && Date.now() < until) {
      isUp = await answers(address);
      if (!isUp) await new Promise(done => setTimeout(done, 300));
    }
    if (child.exitCode === null && child.pid) {
      process.kill(-child.pid, 'SIGTERM');
      await ended;
    }
    return isUp ? this.#done() : `"${text}" leads to no answer of ${address}`;
  }

  #done(): undefined {
    this.followed += 1;
    return undefined;
  }

  #skip(text: string, reason: string): undefined {
    this.run.skip(`${this.cell.template}: "${text}" ${reason}`);
    return undefined;
  }
}

/** One service of each kind: what its README says is done, word for word and in its order. */
export const readmeValidator: Validator = {
  name: 'readme',
  slow: true,
  async check(run) {
    const findings: Omit<CheckFinding, 'validator'>[] = [];
    const templates = new Set(run.cells.map(({ template }) => template));
    for (const template of templates) {
      const cell = run.cells.find(each => each.template === template);
      const readme = cell?.files.find(
        ({ path }) => path === 'service/README.md',
      );
      if (!cell || !readme) continue;
      const folder = await mkdtemp(join(tmpdir(), 'heal7-readme-'));
      try {
        await cp(join(cell.folder, dirname(readme.path)), folder, {
          recursive: true,
        });
        const follower = new Follower(run, cell, folder);
        for (const command of readmeCommands(readme.text)) {
          const problem = await follower.follow(command);
          if (!problem) continue;
          findings.push(found(cell, readme.path, problem, command.line));
        }
        run.note(
          `${template.padEnd(20)} ${follower.followed} commands followed`,
        );
      } finally {
        await rm(folder, {
          recursive: true,
          force: true,
          maxRetries: 10,
          retryDelay: 300,
        });
      }
    }
    return findings;
  },
};
