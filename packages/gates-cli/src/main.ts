import { CommanderError } from 'commander';
import { createProgram } from './createProgram';
import { UsageError } from './config/GatesConfig';

/** Runs the command line of this process. Exit code 2 for everything that kept it from judging. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = createProgram({
    directory: process.cwd(),
    env: process.env,
    output: {
      line: text => process.stdout.write(`${text}\n`),
      error: text => process.stderr.write(`${text}\n`),
    },
    now: () => new Date(),
    setExitCode: code => {
      process.exitCode = code;
    },
  });
  for (const command of [program, ...program.commands]) command.exitOverride();
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(
      error instanceof UsageError
        ? `${message}\n`
        : `heal7-gates: ${message}\n`,
    );
    process.exitCode = 2;
  }
}
