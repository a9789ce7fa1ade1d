import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { check, type CheckOptions } from './commands/check';
import { inspect } from './commands/inspect';
import { push, type PushOptions } from './commands/push';
import type { Output } from './output/Output';

export interface ProgramContext {
  directory: string;
  env: Record<string, string | undefined>;
  output: Output;
  now: () => Date;
  setExitCode(code: number): void;
}

/** The command line; everything it touches comes in through the context. */
export function createProgram(context: ProgramContext): Command {
  const { directory, output } = context;
  const program = new Command('heal7-gates')
    .description(
      'Reads reports and judges them against the HEAL7 quality gate.\nExit code: 0 passed, 1 failed, 2 could not judge.',
    )
    .showHelpAfterError('(heal7-gates --help shows what there is)');

  program
    .command('inspect')
    .description('Show what each report says.')
    .argument('<files...>', 'reports of any known format')
    .option('--json', 'as JSON')
    .action((files: string[], options: { json?: boolean }) =>
      context.setExitCode(inspect(files, options, output)),
    );

  withReports(program.command('check'))
    .description('Judge the reports of this working copy.')
    .option('--json <file>', 'also write the result as JSON')
    .option('--markdown <file>', 'also write the result as Markdown')
    .action(async (options: CheckOptions) =>
      context.setExitCode(
        await check(options, { directory, now: context.now(), output }),
      ),
    );

  withReports(program.command('push'))
    .description(
      'Send the measurements to the portal and print its verdict. The token comes from HEAL7_GATES_TOKEN.',
    )
    .requiredOption('--portal <url>', 'address of the portal')
    .requiredOption('--entity <ref>', 'e.g. component:default/heal7-backend')
    .requiredOption('--commit <sha>', 'full SHA')
    .requiredOption('--run-id <id>', 'id of the CI run; sent twice counts once')
    .option('--branch <name>', 'branch of the commit')
    .option('--run-url <url>', 'address of the CI run')
    .option('--pull-request <number>', 'number of the pull request')
    .action(async (options: PushOptions) =>
      context.setExitCode(
        await push(options, {
          directory,
          token: context.env.HEAL7_GATES_TOKEN,
          output,
          fetch,
          sleep: milliseconds => sleep(milliseconds),
        }),
      ),
    );
  return program;
}

function withReports(command: Command): Command {
  return command
    .option('--config <file>', 'configuration (default: heal7-gates.yaml)')
    .option('--service <kind>', 'frontend, backend or compute')
    .option('--reports <patterns...>', 'files or patterns of reports');
}
