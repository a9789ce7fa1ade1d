import { CommanderError } from 'commander';
import { createProgram } from './createProgram';

/** Runs the command line of this process. Exit code 2 for everything that kept it from judging. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = createProgram({
    directory: process.cwd(),
    env: process.env,
    print: line => process.stdout.write(`${line}\n`),
    setExitCode: code => {
      process.exitCode = code;
    },
  });
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    process.exitCode = 2;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) process.exitCode = 0;
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`heal7-templates: ${message}\n`);
  }
}
