import { readFile, rm, writeFile } from 'node:fs/promises';
import { githubEnvironment } from './github-environment';
import { eventOf } from './run-context';
import { JobScope, Log } from './run-scope';
import { gatesCalls } from './shell-commands';
import { StepCall } from './step-call';

/** Variables with which a workflow could make Node load something else. */
const reserved = /^(NODE_|LD_|PATH$|HOME$)/;

/** With which the CLI says who it is: GitHub's identity token where the job may have one, the portal's token otherwise. */
function identity(scope: JobScope): Record<string, string> {
  const { settings, repository, run, hasIdentity } = scope;
  if (!hasIdentity || !settings.useIdentityTokens)
    return { HEAL7_GATES_TOKEN: settings.gatesToken };
  const { url, token } = settings.github.context.oidc.requestFor(
    repository,
    run,
  );
  return {
    ACTIONS_ID_TOKEN_REQUEST_URL: url,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: token,
  };
}

/** Runs `heal7-gates` in the work tree, writes what it says into the log and returns its exit code. */
async function runGates(
  { settings, directory, signal }: JobScope,
  args: string[],
  env: Record<string, string>,
  log: Log,
): Promise<number> {
  log(`$ heal7-gates ${args.join(' ')}`);
  const code = await settings.runGates({ args, directory, env, log, signal });
  log(`exit code ${code}`);
  return code;
}

/**
 * A sandbox without a portal: what would be sent is judged here instead, with the same reports. Without a portal URL in
 * the arguments `push` could only fail.
 */
function withoutPortal(args: string[], log: Log): string[] {
  if (args[0] !== 'push') return args;
  log(
    'No portal is configured for this sandbox CI: judged here, nothing was pushed.',
  );
  const kept = ['--part', '--expects', '--markdown', '--service', '--config'];
  return [
    'check',
    ...kept.flatMap(name => {
      const at = args.indexOf(name);
      return at < 0 ? [] : [name, args[at + 1]];
    }),
  ];
}

/** Every call of `heal7-gates` in the step, with the arguments the step has; the first that fails ends it. */
export async function runGatesStep({
  scope,
  step,
  env,
  log,
}: StepCall): Promise<boolean> {
  const runner = githubEnvironment(scope);
  await writeFile(runner.GITHUB_EVENT_PATH, JSON.stringify(eventOf(scope)));
  const own = Object.fromEntries(
    Object.entries(env).filter(([name]) => !reserved.test(name)),
  );
  const variables = { ...identity(scope), ...runner, ...own };
  for (const args of gatesCalls(step.run ?? '', variables)) {
    const call = scope.settings.portalUrl ? args : withoutPortal(args, log);
    const code = await runGates(scope, call, variables, log);
    await showSummary(runner.GITHUB_STEP_SUMMARY, log);
    if (code !== 0) return false;
  }
  return true;
}

async function showSummary(file: string, log: Log): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (!text) return;
  log(`Summary of this job:\n${text}`);
  await rm(file);
}
