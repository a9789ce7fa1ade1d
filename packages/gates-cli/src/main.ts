import { runProgram } from './runProgram';

/** Runs the command line of this process. Exit code 2 for everything that kept it from judging. */
export async function main(argv: readonly string[]): Promise<void> {
  await runProgram(argv, {
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
}
