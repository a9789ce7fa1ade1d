import { Command } from 'commander';
import type { ScaffolderOffer } from './lint/LintContext';
import { fetchActions, readActions } from './lint/readOffer';
import { templateRules } from './lint/rules';
import { runLint } from './lint/runLint';

export interface ProgramOptions {
  directory: string;
  env: Readonly<Record<string, string | undefined>>;
  print(line: string): void;
  setExitCode(code: number): void;
}

interface LintOptions {
  actions?: string;
  portal?: string;
  field: string[];
  filter: string[];
  global: string[];
  json: boolean;
}

const several = (value: string, earlier: string[]) => [...earlier, value];

/** The command line; everything it touches of its process comes as an option. */
export function createProgram(options: ProgramOptions): Command {
  const program = new Command('heal7-templates').description(
    'Finds what is wrong with software templates before anybody uses them.',
  );
  program
    .command('lint')
    .description(
      'exit code 0: nothing found, 1: findings, 2: could not be judged',
    )
    .argument('[folder...]', 'files or folders with templates', ['.'])
    .option('--actions <file>', 'saved answer of /api/scaffolder/v2/actions')
    .option(
      '--portal <url>',
      'asks this portal for its actions; HEAL7_PORTAL_TOKEN signs in',
    )
    .option('--field <name>', 'a field of your own', several, [])
    .option('--filter <name>', 'a filter of your own', several, [])
    .option('--global <name>', 'a function or value of your own', several, [])
    .option('--json', 'findings as JSON', false)
    .action(async (places: string[], flags: LintOptions) => {
      options.setExitCode(
        await runLint({
          places,
          offer: await offerOf(flags, options.env.HEAL7_PORTAL_TOKEN),
          json: flags.json,
          base: options.directory,
          print: options.print,
        }),
      );
    });
  program
    .command('rules')
    .description('what the lint looks for')
    .action(() => {
      for (const [rule, reason] of Object.entries(templateRules)) {
        options.print(`${rule.padEnd(22)} ${reason}`);
      }
    });
  return program;
}

async function offerOf(
  flags: LintOptions,
  token: string | undefined,
): Promise<ScaffolderOffer> {
  let actions: ScaffolderOffer['actions'];
  if (flags.actions) actions = await readActions(flags.actions);
  else if (flags.portal) actions = await fetchActions(flags.portal, token);
  return {
    ...(actions ? { actions } : {}),
    fields: flags.field,
    filters: flags.filter,
    globals: flags.global,
  };
}
