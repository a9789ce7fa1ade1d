import { shellCommands } from './shell-commands';
import { githubEnvironment } from './github-environment';
import { StepCall } from './step-call';

/** `echo "name=value" >> "$GITHUB_OUTPUT"`, where the value needs no program to be run. */
export function readOutputs({ scope, step, env, outputs }: StepCall): void {
  if (!step.run?.includes('GITHUB_OUTPUT')) return;
  const target = 'the-output-of-this-step';
  const variables = {
    ...githubEnvironment(scope),
    ...env,
    GITHUB_OUTPUT: target,
  };
  const script = step.run.replace(/^.*\$\(.*$/gm, '');
  for (const words of shellCommands(script, variables)) {
    const [command, assignment = '', arrow, file] = words;
    const equals = assignment.indexOf('=');
    if (command === 'echo' && arrow === '>>' && file === target && equals > 0)
      outputs[assignment.slice(0, equals)] = assignment.slice(equals + 1);
  }
}
