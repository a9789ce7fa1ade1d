import { setTimeout as sleep } from 'node:timers/promises';
import { Command } from 'commander';
import { check, type CheckOptions } from './commands/check';
import { facts, type FactsOptions } from './commands/facts';
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
  const program = new Command('heal7-gates')
    .description(
      'Reads reports and judges them against the HEAL7 quality gate.\nExit code: 0 passed, 1 failed, 2 could not judge.',
    )
    .showHelpAfterError('(heal7-gates --help shows what there is)');
  addInspect(program, context);
  addCheck(program, context);
  addPush(program, context);
  addFacts(program, context);
  return program;
}

function addInspect(program: Command, { output, setExitCode }: ProgramContext) {
  program
    .command('inspect')
    .description('Show what each report says.')
    .argument('<files...>', 'reports of any known format')
    .option('--json', 'as JSON')
    .action((files: string[], options: { json?: boolean }) =>
      setExitCode(inspect(files, options, output)),
    );
}

function addCheck(program: Command, context: ProgramContext) {
  const { directory, output } = context;
  withJudgement(program.command('check'))
    .description('Judge the reports of this working copy.')
    .option('--commit <sha>', 'refuse reports that name another commit')
    .action(async (options: CheckOptions) =>
      context.setExitCode(
        await check(options, { directory, now: context.now(), output }),
      ),
    );
}

function addPush(program: Command, context: ProgramContext) {
  withJudgement(program.command('push'))
    .description(
      'Send the measurements to the portal and print its verdict. The token comes from HEAL7_GATES_TOKEN, or in GitHub Actions from "permissions: id-token: write".',
    )
    .requiredOption('--portal <url>', 'address of the portal')
    .requiredOption('--entity <ref>', 'e.g. component:default/heal7-backend')
    .requiredOption('--commit <sha>', 'full SHA')
    .requiredOption('--run-id <id>', 'id of the CI run; sent twice counts once')
    .option('--branch <name>', 'branch of the commit')
    .option(
      '--run-attempt <number>',
      'attempt of the CI run; a later one replaces what was sent (default: that of GitHub Actions)',
    )
    .option('--run-url <url>', 'address of the CI run')
    .option('--pull-request <number>', 'number of the pull request')
    .option(
      '--audience <name>',
      'whom the identity token of GitHub is for',
      'heal7-portal',
    )
    .option('--or-check', 'judge here when the portal cannot be asked')
    .action(async (options: PushOptions) =>
      context.setExitCode(
        await push(options, {
          ...context,
          now: context.now(),
          fetch,
          sleep: milliseconds => sleep(milliseconds),
        }),
      ),
    );
}

function addFacts(program: Command, context: ProgramContext) {
  program
    .command('facts')
    .description(
      'Write what GitHub knows of this run (github-jobs.json, github-pulls.json) as reports. Reads GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_API_URL.',
    )
    .option('--output <folder>', 'where to write', 'reports')
    .option('--optional', 'say what cannot be had, but exit 0')
    .action(async (options: FactsOptions) =>
      context.setExitCode(
        await facts(options, {
          ...context,
          fetch,
          sleep: milliseconds => sleep(milliseconds),
        }),
      ),
    );
}

/** Flags of the commands that read reports and print a verdict. */
function withJudgement(command: Command): Command {
  return command
    .option('--config <file>', 'configuration (default: heal7-gates.yaml)')
    .option('--service <kind>', 'frontend, backend or compute')
    .option('--reports <patterns...>', 'files or patterns of reports')
    .option('--gate <file>', 'the gate, as GET /gates of the portal gives it')
    .option('--part <name>', 'part of the CI run this is (default: main)')
    .option('--expects <parts>', 'parts still to come, e.g. image', parseParts)
    .option('--json [file]', 'also as JSON; without a file instead')
    .option('--markdown [file]', 'also as Markdown; without a file instead')
    .option('--junit [file]', 'also as JUnit XML; without a file instead');
}

/** `a,b` */
function parseParts(text: string): string[] {
  return text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
}
