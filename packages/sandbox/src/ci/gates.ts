import { spawn } from 'node:child_process';
import { GatesCommand } from './ci-options';
import { Log, RunScope } from './run-scope';

/** The CLI of this repository, run from its source. */
export function defaultGatesCommand(): GatesCommand {
  return {
    command: process.execPath,
    args: [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      require.resolve('@heal7/gates'),
    ],
  };
}

/** Runs `heal7-gates` in the work tree, writes what it says into the log and returns its exit code. */
function runGates(scope: RunScope, args: string[], log: Log): Promise<number> {
  const { gatesCommand, gatesToken } = scope.settings;
  log(`$ heal7-gates ${args.join(' ')}`);
  const child = spawn(gatesCommand.command, [...gatesCommand.args, ...args], {
    cwd: scope.directory,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      CI: 'true',
      HEAL7_GATES_TOKEN: gatesToken,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: scope.signal,
  });
  return new Promise((done, fail) => {
    const show = (chunk: Buffer) => log(chunk.toString('utf8'));
    child.stdout.on('data', show);
    child.stderr.on('data', show);
    child.on('error', fail);
    child.on('close', code => {
      log(`exit code ${code}`);
      done(code ?? 2);
    });
  });
}

/** `--service backend` when the workflow says so; otherwise `heal7-gates.yaml` does. */
function serviceOption(command: string): string[] {
  const service = /--service[ =]["']?([a-z]+)/.exec(command)?.[1];
  return service ? ['--service', service] : [];
}

/** Exit code 0 passed, 1 failed, 2 could not judge. */
export function checkGates(
  scope: RunScope,
  command: string,
  log: Log,
): Promise<number> {
  return runGates(scope, ['check', ...serviceOption(command)], log);
}

export async function pushGates(
  scope: RunScope,
  command: string,
  log: Log,
): Promise<number> {
  const { repository, run, settings } = scope;
  if (!settings.portalUrl) {
    log('No portal is configured for this sandbox CI: nothing was pushed.');
    return 0;
  }
  const args = [
    'push',
    ...['--portal', settings.portalUrl],
    ...['--entity', `component:default/${repository.record.name}`],
    ...['--commit', run.headSha],
    ...['--branch', run.headBranch],
    ...['--run-id', String(run.id)],
    ...[
      '--run-url',
      `${settings.github.url()}/${repository.fullName}/actions/runs/${run.id}`,
    ],
    ...(run.pullNumber ? ['--pull-request', String(run.pullNumber)] : []),
    ...serviceOption(command),
  ];
  return runGates(scope, args, log);
}
