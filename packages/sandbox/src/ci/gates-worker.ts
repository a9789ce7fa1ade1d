import { dirname, join } from 'node:path';
import { GatesAnswer, GatesRequest } from './gates-messages';

/** The command line as a function; the package itself is a program and exports nothing. */
const {
  runProgram,
}: typeof import('@heal7/gates/src/runProgram') = require(join(
  dirname(require.resolve('@heal7/gates')),
  'runProgram',
));

/** Runs `heal7-gates` as often as it is asked to, without starting Node and loading the parsers each time. */
async function answer(request: GatesRequest): Promise<GatesAnswer> {
  const lines: string[] = [];
  let code = 0;
  await runProgram(request.args, {
    directory: request.directory,
    env: request.env,
    output: {
      line: text => lines.push(text),
      error: text => lines.push(text),
    },
    now: () => new Date(),
    setExitCode: value => {
      code = value;
    },
  });
  return { id: request.id, code, output: lines.join('\n') };
}

process.on('message', (request: GatesRequest) => {
  answer(request).then(
    result => process.send?.(result),
    error => process.send?.({ id: request.id, code: 2, output: String(error) }),
  );
});
// The sandbox is gone.
process.on('disconnect', () => process.exit(0));
