import { CommanderError } from 'commander';
import { createProgram, type ProgramContext } from './createProgram';
import { UsageError } from './config/GatesConfig';

/** Runs one command line; whatever kept it from judging is said, and sets the exit code 2. */
export async function runProgram(
  argv: readonly string[],
  context: ProgramContext,
): Promise<void> {
  const { output, setExitCode } = context;
  const program = createProgram(context);
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: text => output.line(text.trimEnd()),
      writeErr: text => output.error(text.trimEnd()),
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      setExitCode(error.exitCode === 0 ? 0 : 2);
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    output.error(
      error instanceof UsageError ? message : `heal7-gates: ${message}`,
    );
    setExitCode(2);
  }
}
